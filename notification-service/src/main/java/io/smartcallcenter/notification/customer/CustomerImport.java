package io.smartcallcenter.notification.customer;

import io.smartcallcenter.notification.customer.Customer.Stamp;
import io.smartcallcenter.notification.customer.ImportPlan.Verdict;
import io.smartcallcenter.notification.customer.ImportReport.BadRow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Takes customers from a CSV, some hundred rows at once. A row is the customer with its external id, or else with one of its numbers; a
 * row that is nobody's is a new customer. Waits for the database, so not to be called on an event loop.
 */
final class CustomerImport {

    static final int MOST_ROWS = 100_000;

    private static final int ROWS_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setIgnoreHeaderCase(true)
            .setTrim(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .get();

    private final CustomerStore store;
    private final CustomerBulk bulk;
    private final PhoneNumbers phones;
    private final Stamp now;
    private final boolean dryRun;
    private final ImportReport.Builder report = new ImportReport.Builder();

    /** What this import has changed, so that later rows of a trial see it; a real one finds it in the store. */
    private final ImportedCustomers trial = new ImportedCustomers();

    CustomerImport(CustomerStore store, PhoneNumbers phones, Stamp now, boolean dryRun) {
        this.store = store;
        this.bulk = new CustomerBulk(store);
        this.phones = phones;
        this.now = now;
        this.dryRun = dryRun;
    }

    /** The header cannot be used. */
    static final class BadHeader extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadHeader(String message) {
            super(message);
        }
    }

    /** @throws BadHeader if nothing can be read with it */
    ImportReport read(Reader text) throws IOException {
        try (CSVParser parser = parser(text)) {
            checkHeader(parser.getHeaderNames());
            rows(parser);
        }
        return report.report(dryRun);
    }

    private static CSVParser parser(Reader text) throws IOException {
        try {
            return CSVParser.builder().setReader(text).setFormat(FORMAT).get();
        } catch (IllegalArgumentException twice) {
            throw new BadHeader("names a column twice");
        }
    }

    private static void checkHeader(List<String> names) {
        Set<String> known = new HashSet<>(ImportRow.COLUMNS);
        if (names.stream().noneMatch(name -> known.contains(name.toLowerCase(Locale.ROOT)))) {
            throw new BadHeader("has none of the columns " + String.join(", ", ImportRow.COLUMNS));
        }
    }

    private void rows(CSVParser parser) {
        Iterator<CSVRecord> records = parser.iterator();
        List<ImportRow> rows = new ArrayList<>();
        int count = 0;
        try {
            long line = parser.getCurrentLineNumber() + 1;
            while (records.hasNext()) {
                CSVRecord record = records.next();
                if (++count > MOST_ROWS) {
                    report.stopped("there are more than " + MOST_ROWS + " rows");
                    break;
                }
                ImportRow.Read read = ImportRow.of(record, line, phones);
                line = parser.getCurrentLineNumber() + 1;
                if (read.bad() != null) {
                    report.bad(read.bad());
                } else {
                    rows.add(read.row());
                }
                if (rows.size() == ROWS_AT_ONCE) {
                    take(rows);
                    rows.clear();
                }
            }
        } catch (UncheckedIOException | IllegalStateException broken) {
            report.stopped("the file cannot be read after line " + parser.getCurrentLineNumber()
                    + ": a quote that is not closed, or text after one");
        }
        take(rows);
    }

    private void take(List<ImportRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Set<String> numbers = new HashSet<>();
        Set<String> externalIds = new HashSet<>();
        for (ImportRow row : rows) {
            numbers.addAll(row.profile().numbers());
            if (row.profile().externalId() != null) {
                externalIds.add(row.profile().externalId());
            }
        }
        ImportedCustomers known = dryRun ? trial : new ImportedCustomers();
        store.owners(numbers, externalIds).await().atMost(PATIENCE).forEach(known::addIfNew);
        ImportPlan plan = new ImportPlan(known, now);
        rows.forEach(plan::take);
        Set<String> refused =
                dryRun ? Set.of() : bulk.write(plan.writes()).await().atMost(PATIENCE);
        plan.verdicts().stream()
                .filter(verdict -> Collections.disjoint(verdict.customers(), refused))
                .forEach(report::add);
        plan.verdicts().stream()
                .filter(verdict -> !Collections.disjoint(verdict.customers(), refused))
                .forEach(verdict -> again(verdict, rows.size() == 1));
    }

    /** Somebody else was faster: the row is looked at once more, alone, as the customers are now. */
    private void again(Verdict verdict, boolean alone) {
        ImportRow row = verdict.row();
        if (!alone) {
            take(List.of(row));
        } else if (verdict.target() == null) {
            report.bad(new BadRow(row.line(), null, "somebody else has just taken its number or external_id", null));
        } else {
            report.bad(new BadRow(row.line(), null, "somebody else is changing this customer", verdict.target()));
        }
    }
}
