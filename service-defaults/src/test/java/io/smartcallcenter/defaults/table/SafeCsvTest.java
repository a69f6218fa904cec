package io.smartcallcenter.defaults.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+79010000067", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=HYPERLINK(\"x\",\"y\")"})
    void aTextThatASpreadsheetWouldComputeBeginsWithAnApostrophe(String hostile) throws Exception {
        String csv = SafeCsv.of(List.of("name"), List.of(List.of(hostile)));

        try (CSVParser parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
            assertThat(parser.getRecords().get(1).get(0)).isEqualTo("'" + hostile);
        }
    }

    @Test
    void everythingElseIsWrittenAsItIs() {
        assertThat(SafeCsv.of(
                        List.of("a", "b", "c"),
                        List.of(Arrays.asList(-1.5, null, "x,\"y\""), List.of(7, "'quoted", "line\nbreak"))))
                .isEqualTo("a,b,c\r\n-1.5,,\"x,\"\"y\"\"\"\r\n7,'quoted,\"line\nbreak\"\r\n");
    }

    @Test
    void aRowThatDoesNotFitTheHeaderIsRefused() {
        assertThatThrownBy(() -> SafeCsv.of(List.of("a"), List.of(List.of(1, 2))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
