package io.smartcallcenter.defaults.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * CSV (RFC 4180) that no spreadsheet takes for a formula: a text that begins with one of {@code = + - @}, tab, CR or LF gets an
 * apostrophe in front. Numbers stay numbers, negative ones too; null is an empty cell.
 */
public final class SafeCsv {

    private SafeCsv() {}

    /**
     * @param rows each with as many cells as the header; cells are written as their {@code toString()}
     * @throws IllegalArgumentException if a row has another number of cells
     */
    public static String of(List<String> header, Iterable<? extends List<?>> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(header);
            for (List<?> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException("a row of " + row.size() + " cells under " + header);
                }
                printer.printRecord(row.stream().map(SafeCsv::guarded));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** What may stand in a cell of any table in place of {@code cell}. */
    public static Object guarded(Object cell) {
        if (cell == null || cell instanceof Number) {
            return cell;
        }
        String text = cell.toString();
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
