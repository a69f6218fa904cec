package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a table and a store in memory; the statements themselves are tested in the service's tests. */
class NodeImportTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final MemoryTable table = new MemoryTable();
    private final MemoryStore store = new MemoryStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private NodeImport importer(int pageSize) {
        return new NodeImport("pbx1", table, store, new TestSettings(pageSize, Duration.ofSeconds(60)), meters);
    }

    private static CdrRow row(int number, Instant calldate) {
        String uniqueid = "u" + number;
        return new CdrRow("pbx1/" + uniqueid, uniqueid, number, calldate, "", "", "", "", "Queue", "ANSWERED", 1, 1);
    }

    private void fill(int rows) {
        for (int i = 1; i <= rows; i++) {
            table.rows.add(row(i, START.plusMillis(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thirtyThousandPagesAreReadToTheEnd(boolean hasId) {
        table.hasId = hasId;
        fill(30_000);

        NodeImport importer = importer(1);
        importer.poll().await().atMost(PATIENCE);

        assertThat(importer.importedUntil()).isNotNull();
        assertThat(store.written).isEqualTo(30_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsReadAgainIsNotWrittenAgain(boolean hasId) {
        table.hasId = hasId;
        fill(30_000);
        NodeImport importer = importer(5_000);
        importer.poll().await().atMost(PATIENCE);
        table.rows.add(row(30_001, START.minusSeconds(1)));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(30_001);
    }

    /** Asterisk writes the row of a call when the call ends, with the time of its beginning. */
    @Test
    void theRowOfACallOfManyHoursIsFoundBehindTheWindow() {
        table.hasId = false;
        Instant tenHoursAgo = Instant.now().minus(Duration.ofHours(10));
        table.rows.add(row(1, Instant.now()));
        NodeImport importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        store.oldestOpen = tenHoursAgo;
        importer.poll().await().atMost(PATIENCE);
        table.rows.add(row(2, tenHoursAgo));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(2);
    }

    /** The clocks of Berlin went forward at 01:00 UTC: from 22:00 to 04:29 are five and a half hours. */
    @Test
    void theRowOfACallThroughTheNightOfTheSpringChangeIsFound() {
        table.hasId = false;
        table.zone = ZoneId.of("Europe/Berlin");
        table.rows.add(row(1, Instant.parse("2026-03-29T02:29:00Z")));
        NodeImport importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        store.oldestOpen = Instant.parse("2026-03-28T21:00:00Z");
        table.rows.add(row(2, store.oldestOpen));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(2);
    }

    /** They went back at 01:00 UTC: the row of 02:59 is older than that of 02:05. */
    @Test
    void theRowsOfTheHourThatComesTwiceInAutumnAreFound() {
        table.hasId = false;
        table.zone = ZoneId.of("Europe/Berlin");
        table.rows.add(row(1, Instant.parse("2026-10-25T00:59:00Z")));
        NodeImport importer = new NodeImport(
                "pbx1", table, store, new TestSettings(10, Duration.ofSeconds(60), Duration.ofMinutes(30)), meters);
        importer.poll().await().atMost(PATIENCE);
        table.rows.add(row(2, Instant.parse("2026-10-25T01:05:00Z")));

        importer.poll().await().atMost(PATIENCE);
        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(2);
    }

    @Test
    void aRowThatChangedIsWrittenAgain() {
        fill(3);
        NodeImport importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        CdrRow old = table.rows.get(1);
        table.rows.set(
                1,
                new CdrRow(
                        old.callId(),
                        old.uniqueid(),
                        old.sequence(),
                        old.calldate(),
                        "",
                        "",
                        "",
                        "",
                        "Queue",
                        "NO ANSWER",
                        1,
                        0));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(4);
    }

    @Test
    void aTableThatWasReplacedIsReadFromItsBeginningAtOnce() {
        fill(1_000);
        NodeImport importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        table.rows.clear();
        table.rows.addAll(List.of(row(5_001, START), row(5_002, START)));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.cursor).isEqualTo(new Cursor(2, ""));
        assertThat(store.written).isEqualTo(1_002);
    }

    /** As of a PBX that stands by: no row is of the last day. */
    @Test
    void aTableWithoutANewRowIsSearchedOnce() {
        fill(30_000);
        store.since = START.plus(Duration.ofDays(30));
        NodeImport importer = importer(10);

        importer.poll().await().atMost(PATIENCE);
        importer.poll().await().atMost(PATIENCE);

        assertThat(store.cursor).isEqualTo(new Cursor(30_000, ""));
        assertThat(store.written).isZero();
        assertThat(table.asked).containsExactly(0L, 29_800L);
    }

    @Test
    void aTableThatCannotBeReadAgainAfterItWasEmptiedIsNotCalledImported() {
        fill(1_000);
        NodeImport importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        Instant before = importer.importedUntil();
        table.rows.clear();
        table.failAt = 0;

        importer.poll().await().atMost(PATIENCE);

        assertThat(importer.importedUntil()).isEqualTo(before);
    }

    @Test
    void aRowOfTheFutureDoesNotHideTheRowsThatComeAfterIt() {
        table.hasId = false;
        table.rows.add(row(1, Instant.parse("2099-01-01T00:00:00Z")));
        NodeImport importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        table.rows.add(row(2, Instant.now()));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(2);
    }

    @Test
    void aRowThatCannotBeReadIsCountedOnceAndTheOthersAreImported() {
        table.unreadable.add("id 7");
        fill(20);
        NodeImport importer = importer(10);

        importer.poll().await().atMost(PATIENCE);
        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(20);
        assertThat(meters.counter("scc.cdr.unreadable.rows").count()).isEqualTo(1);
    }

    @Test
    void aQueryThatNeverEndsIsGivenUp() {
        table.silent = true;
        NodeImport importer = new NodeImport("pbx1", table, store, new TestSettings(10, Duration.ofMillis(50)), meters);

        importer.poll().await().atMost(PATIENCE);

        assertThat(importer.importedUntil()).isNull();
        assertThat(meters.counter("scc.cdr.import.failures").count()).isEqualTo(1);
    }

    /** The id of a row is its place in the list. */
    private static final class MemoryTable implements CdrSource {

        private final List<CdrRow> rows = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();
        private List<CdrRow> sorted = List.of();
        private boolean hasId = true;
        private ZoneId zone = ZoneOffset.UTC;
        private boolean silent;
        private long failAt = -1;
        private final List<Long> asked = new ArrayList<>();

        @Override
        public Uni<Boolean> hasId() {
            return Uni.createFrom().item(hasId);
        }

        @Override
        public ZoneId zone() {
            return zone;
        }

        @Override
        public Uni<Page> afterId(long id, Instant since, int size) {
            if (silent) {
                return Uni.createFrom().nothing();
            }
            if (id == failAt) {
                return Uni.createFrom().failure(new IllegalStateException("the database is away"));
            }
            asked.add(id);
            int from = (int) Math.min(id, rows.size());
            if (!rows.isEmpty() && rows.get(rows.size() - 1).calldate().isBefore(since)) {
                return page(List.of(), from);
            }
            return page(rows.subList(from, Math.min(rows.size(), from + size)), from);
        }

        @Override
        public Uni<Page> afterId(long id, long last, Instant from, Instant to, int size) {
            throw new UnsupportedOperationException("the live import does not ask for this");
        }

        @Override
        public Uni<Long> lastId() {
            return Uni.createFrom().item((long) rows.size());
        }

        @Override
        public Uni<IdRange> ids(Instant from, Instant to) {
            throw new UnsupportedOperationException("the live import does not ask for this");
        }

        @Override
        public Uni<Page> after(Place place, String to, int size) {
            throw new UnsupportedOperationException("the live import does not ask for this");
        }

        @Override
        public Uni<Page> after(Place place, int size) {
            if (sorted.size() != rows.size()) {
                sorted = rows.stream()
                        .sorted((one, other) -> compare(place(one), place(other)))
                        .toList();
            }
            int low = 0;
            int high = sorted.size();
            while (low < high) {
                int middle = (low + high) / 2;
                if (compare(place(sorted.get(middle)), place) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return page(sorted.subList(low, Math.min(sorted.size(), low + size)), 0);
        }

        private Uni<Page> page(List<CdrRow> found, int from) {
            Place last = found.isEmpty() ? null : place(found.get(found.size() - 1));
            return Uni.createFrom()
                    .item(new Page(
                            List.copyOf(found),
                            unreadable,
                            found.size(),
                            hasId && !found.isEmpty() ? from + found.size() : 0,
                            last));
        }

        private Place place(CdrRow row) {
            return new Place(CdrDates.text(row.calldate(), zone), row.uniqueid(), row.sequence(), row.dstchannel());
        }

        private static int compare(Place one, Place other) {
            int byDate = one.calldate().compareTo(other.calldate());
            int byUniqueid = byDate != 0 ? byDate : one.uniqueid().compareTo(other.uniqueid());
            return byUniqueid != 0 ? byUniqueid : Long.compare(one.sequence(), other.sequence());
        }
    }

    private static final class MemoryStore implements ImportStore {

        private Cursor cursor = Cursor.START;
        private int written;
        private Instant oldestOpen;
        private Instant since = Instant.EPOCH;

        @Override
        public Uni<Instant> since() {
            return Uni.createFrom().item(since);
        }

        @Override
        public Uni<Optional<Instant>> oldestOpen(Instant notBefore, Instant endKnownAfter) {
            return Uni.createFrom().item(Optional.ofNullable(oldestOpen));
        }

        @Override
        public Uni<Cursor> cursor() {
            return Uni.createFrom().item(cursor);
        }

        @Override
        public Uni<Void> save(Cursor reached) {
            cursor = reached;
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Long> saveHistory(List<CdrRow> rows, Instant now) {
            throw new UnsupportedOperationException("the live import does not ask for this");
        }

        @Override
        public Uni<Void> saveRows(List<CdrRow> rows, Instant now) {
            written += rows.size();
            return Uni.createFrom().voidItem();
        }
    }
}
