package io.smartcallcenter.notification.customer;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.customer.Customer.Stamp;
import io.smartcallcenter.notification.customer.CustomerBulk.Write;
import io.smartcallcenter.notification.customer.ImportReport.BadRow;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows are written some hundred at once, and nobody can tell. */
@Tag("storage")
class ImportInBatchesTest {

    private static final String HEADER = "name,numbers,tags,email,external_id\n";
    private static final Stamp NOW = new Stamp(Instant.parse("2026-11-23T09:30:00Z"), "anna");

    /** Two batches and a part of a third one. */
    private static final int ROWS = 1_100;

    private final Database database = new Database();
    private final CustomerStore store = new CustomerStore(database.client(), database.name);

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static ImportReport send(CustomerStore store, Reader csv) throws IOException {
        return new CustomerImport(store, new PhoneNumbers("KZ"), NOW, false).read(csv);
    }

    private static ImportReport send(CustomerStore store, List<String> rows) throws IOException {
        return send(store, new StringReader(HEADER + String.join("", rows)));
    }

    private static String row(int customer) {
        return "Customer " + customer + ",+7701" + (1_000_000 + customer) + ",vip,,x-" + customer + "\n";
    }

    private static List<String> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(ImportInBatchesTest::row).collect(Collectors.toList());
    }

    private static List<Customer> all(CustomerStore store) {
        return result(
                store.customers().find().map(CustomerDocuments::read).collect().asList());
    }

    /** All but the ids, which are random. */
    private static Set<List<Object>> contents(CustomerStore store) {
        return all(store).stream()
                .map(each -> List.<Object>of(each.profile(), each.revision(), each.created(), each.changed()))
                .collect(Collectors.toSet());
    }

    /** Bad rows with a name for the id of a customer. */
    private static List<String> bad(CustomerStore store, List<BadRow> rows) {
        Map<String, String> names = all(store).stream()
                .collect(Collectors.toMap(
                        Customer::id, each -> String.valueOf(each.profile().name())));
        return rows.stream()
                .map(each -> each.line() + " " + each.column() + " " + each.reason() + " "
                        + (each.customer() == null ? "" : names.get(each.customer())))
                .toList();
    }

    private static List<String> awkward() {
        List<String> rows = rows(0, ROWS);
        // before and behind the end of the first batch: what was added there is changed, found again, and in the way
        rows.addAll(
                490,
                List.of(
                        "Again,+77011000489,,again@example.com,\n",
                        "Again,+77011000489,,again@example.com,\n",
                        "No number,abc,,,\n",
                        "Thief,+77011000002,,,thief\n"));
        // the row without a name is the last one of the batch
        rows.addAll(
                500,
                List.of(
                        "No mail,,,nobody,\n",
                        ",,,,\n",
                        "Customer 495,+77011000495,,,x-495\n",
                        ",+77011000494;+77012000494,late,,\n",
                        "Thief,+77011000494,,,thief\n",
                        "Both,+77011000001;+77011000003,,,\n",
                        "Customer 3,+77012000003,,,x-3\n",
                        "Customer 3,+77012000003,,,\n"));
        rows.add("Customer 0,+77012000000,late,,x-0\n");
        rows.add("x".repeat(201) + ",,,,\n");
        return rows;
    }

    @Test
    void theReportAndTheCustomersAreThoseOfAnImportRowByRow() throws IOException {
        List<String> rows = awkward();
        CustomerStore other = new CustomerStore(database.client(), TestDatabase.freshName());
        long[] counts = new long[3];
        List<BadRow> bad = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ImportReport one = send(other, List.of(rows.get(i)));
            counts[0] += one.added();
            counts[1] += one.changed();
            counts[2] += one.unchanged();
            long line = i + 2;
            one.badRows().forEach(each -> bad.add(new BadRow(line, each.column(), each.reason(), each.customer())));
        }

        ImportReport report = send(store, rows);

        assertThat(List.of(report.added(), report.changed(), report.unchanged(), report.bad()))
                .containsExactly(counts[0], counts[1], counts[2], (long) bad.size())
                .containsExactly((long) ROWS, 4L, 3L, 7L);
        assertThat(bad(store, report.badRows())).isEqualTo(bad(other, bad));
        assertThat(contents(store)).isEqualTo(contents(other)).hasSize(ROWS);
    }

    @Test
    void anImportThatBrokeOffIsSentAgainAndNothingIsThereTwice() throws IOException {
        List<String> rows = rows(0, ROWS);
        String csv = HEADER + String.join("", rows);
        assertThatThrownBy(() -> send(store, new Cut(csv, csv.length() * 3 / 4)))
                .isInstanceOf(Killed.class);
        int written = all(store).size();
        assertThat(written).isPositive().isLessThan(ROWS);
        // a batch that was cut: some of its rows are there, in no order
        List<String> some = IntStream.range(written, ROWS)
                .filter(i -> i % 3 == 0)
                .mapToObj(rows::get)
                .toList();
        send(store, some);

        ImportReport again = send(store, rows);
        assertThat(again.unchanged()).isEqualTo(written + some.size());
        assertThat(again.added()).isEqualTo(ROWS - written - some.size());
        assertThat(again.bad()).isZero();
        assertThat(send(store, rows).unchanged()).isEqualTo(ROWS);
        assertThat(all(store)).hasSize(ROWS).allMatch(each -> each.revision() == 1);
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A process that dies while it reads. */
    private static final class Cut extends FilterReader {

        private int left;

        Cut(String text, int left) {
            super(new StringReader(text));
            this.left = left;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new Killed();
            }
            int read = super.read(buffer, offset, Math.min(length, left));
            left -= read;
            return read;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }
    }

    @Test
    void ofTwoImportsAtTheSameTimeEachCustomerIsAddedByOne() {
        List<String> rows = rows(0, ROWS);
        List<ImportReport> reports = Stream.of(store, store)
                .map(each -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return send(each, rows);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(reports).extracting(ImportReport::bad).containsOnly(0L);
        assertThat(reports.stream().mapToLong(ImportReport::added).sum()).isEqualTo(ROWS);
        assertThat(reports.stream().mapToLong(ImportReport::unchanged).sum()).isEqualTo(ROWS);
        assertThat(all(store)).hasSize(ROWS);
    }

    @Test
    void aBulkNamesThoseThatWereNotWrittenAndWritesTheOthers() {
        Customer one = stored("one", "+77010000001");
        Customer two = stored("two", "+77010000002");
        Customer gone = stored("gone", "+77010000003");
        result(store.delete(gone.id(), 1));
        Customer fresh = customer("fresh", "+77010000004");
        Customer late = customer("late", "+77010000001");

        Set<String> refused = result(new CustomerBulk(store)
                .write(List.of(
                        new Write(late, 0),
                        new Write(one.with(profile("one", "+77010000001", "+77010000005"), NOW), 1),
                        new Write(two.with(profile("two", "+77010000006"), NOW), 7),
                        new Write(gone.with(profile("gone", "+77010000003"), NOW), 1),
                        new Write(fresh, 0))));

        assertThat(refused).containsExactlyInAnyOrder("late", "two", "gone");
        assertThat(contents(store))
                .extracting(each -> each.get(0))
                .containsExactlyInAnyOrder(
                        profile("one", "+77010000001", "+77010000005"),
                        profile("two", "+77010000002"),
                        profile("fresh", "+77010000004"));
    }

    @Test
    void aReplacementThatWantsTheNumberOfAnotherIsNamed() {
        Customer one = stored("one", "+77010000001");
        Customer two = stored("two", "+77010000002");

        Set<String> refused = result(new CustomerBulk(store)
                .write(List.of(
                        new Write(two.with(profile("two", "+77010000001", "+77010000002"), NOW), 1),
                        new Write(one.with(profile("one", "+77010000001", "+77010000003"), NOW), 1))));

        assertThat(refused).containsExactly("two");
        assertThat(result(store.ofNumber("+77010000003")))
                .map(Customer::revision)
                .contains(2L);
    }

    private Customer stored(String id, String number) {
        Customer customer = customer(id, number);
        result(store.insert(customer));
        return customer;
    }

    private static Customer customer(String id, String number) {
        return Customer.first(id, profile(id, number), NOW);
    }

    private static Profile profile(String name, String... numbers) {
        return new Profile(name, null, List.of(numbers), null, List.of(), null, null);
    }
}
