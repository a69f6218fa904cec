package io.smartcallcenter.defaults.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * XLSX (ECMA-376) with two sheets: the rows under a header, and the question. Texts are texts, never formulas; what XML cannot hold
 * is left out of them by the library. Rows are written as they come; writing is for a worker thread.
 */
public final class Spreadsheet {

    private static final String APPLICATION = "Smart Call Center";
    private static final String VERSION = "1.0";

    /** What a cell can hold. */
    private static final int LONGEST_TEXT = 32_767;

    private static final int ROWS_IN_MEMORY = 1_000;

    private Spreadsheet() {}

    public static byte[] of(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, APPLICATION, VERSION)) {
            rows(workbook.newWorksheet(table.name()), table);
            question(workbook.newWorksheet("question"), table.question());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void rows(Worksheet sheet, Table table) throws IOException {
        for (int column = 0; column < table.columns().size(); column++) {
            sheet.value(0, column, table.columns().get(column));
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        int row = 1;
        for (List<Object> cells : table.rows()) {
            for (int column = 0; column < cells.size(); column++) {
                write(sheet, row, column, cells.get(column));
            }
            if (row % ROWS_IN_MEMORY == 0) {
                sheet.flush();
            }
            row++;
        }
        sheet.finish();
    }

    private static void question(Worksheet sheet, Map<String, Object> question) throws IOException {
        int row = 0;
        for (Map.Entry<String, Object> each : question.entrySet()) {
            sheet.value(row, 0, each.getKey());
            write(sheet, row, 1, each.getValue());
            row++;
        }
        sheet.finish();
    }

    private static void write(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else if (value != null) {
            String text = value.toString();
            sheet.value(row, column, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        }
    }
}
