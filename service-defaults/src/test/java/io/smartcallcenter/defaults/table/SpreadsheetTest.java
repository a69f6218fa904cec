package io.smartcallcenter.defaults.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

/** What a spreadsheet program would read from the file. */
class SpreadsheetTest {

    private static List<Row> read(byte[] file, int sheet) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return workbook.getSheet(sheet).orElseThrow().read();
        }
    }

    private static Table table(List<String> columns, List<List<Object>> rows) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("from", "2026-11-23T00:00:00Z");
        question.put("interval", null);
        question.put("complete", true);
        question.put("sl_threshold", 20);
        return new Table("queues", columns, rows, question);
    }

    @Test
    void valuesKeepTheirKind() throws IOException {
        List<Row> rows = read(
                Spreadsheet.of(table(
                        List.of("queue", "calls", "rate", "asa", "complete"),
                        List.of(Arrays.asList("support", 7, -66.7, null, true)))),
                0);

        assertThat(rows.get(0).stream().map(Cell::asString))
                .containsExactly("queue", "calls", "rate", "asa", "complete");
        Row row = rows.get(1);
        assertThat(row.getCellText(0)).isEqualTo("support");
        assertThat(row.getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("7");
        assertThat(row.getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("-66.7");
        assertThat(row.getOptionalCell(3)).isEmpty();
        assertThat(row.getCellAsBoolean(4)).contains(true);
    }

    @Test
    void aHostileNameIsATextAndTheFileCanBeRead() throws IOException {
        List<String> hostile = List.of(
                "=1+1",
                "+79010000067",
                "@SUM(A1)",
                "</t><x>&amp;",
                "a\u0000b\u0001c\u000bd\ufffe",
                "\ud83d\ude00",
                "\ud800x");
        List<List<Object>> rows = new ArrayList<>();
        hostile.forEach(name -> rows.add(List.of(name)));

        List<Row> read = read(Spreadsheet.of(table(List.of("queue"), rows)), 0);

        assertThat(read.stream().skip(1).map(row -> row.getCell(0).getType())).containsOnly(CellType.STRING);
        assertThat(read.stream().skip(1).map(row -> row.getCell(0).getFormula()))
                .containsOnlyNulls();
        assertThat(read.stream().skip(1).map(row -> row.getCellText(0)))
                .containsExactly("=1+1", "+79010000067", "@SUM(A1)", "</t><x>&amp;", "abcd", "\ud83d\ude00", "x");
    }

    @Test
    void aTextThatNoCellHoldsIsCut() throws IOException {
        List<Row> read = read(Spreadsheet.of(table(List.of("queue"), List.of(List.of("x".repeat(40_000))))), 0);

        assertThat(read.get(1).getCellText(0)).hasSize(32_767);
    }

    @Test
    void theSecondSheetIsTheQuestion() throws IOException {
        byte[] file = Spreadsheet.of(table(List.of("queue"), List.of()));

        List<Row> question = read(file, 1);
        assertThat(question.stream().map(row -> row.getCellText(0)))
                .containsExactly("from", "interval", "complete", "sl_threshold");
        assertThat(question.get(0).getCellText(1)).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(question.get(2).getCellAsBoolean(1)).contains(true);
        assertThat(question.get(3).getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("20");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("queues", "question");
        }
    }

    @Test
    void manyRowsAreAllThere() throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            rows.add(List.of("queue " + i, i));
        }

        List<Row> read = read(Spreadsheet.of(table(List.of("queue", "calls"), rows)), 0);

        assertThat(read).hasSize(2_501);
        assertThat(read.get(2_500).getCellText(0)).isEqualTo("queue 2499");
        assertThat(read.get(2_500).getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("2499");
    }
}
