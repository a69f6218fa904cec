package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a table and a store in memory; the statements themselves are tested in the service's tests. */
class ImporterTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MemoryTable table = new MemoryTable();
    private final MemoryStore store = new MemoryStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Importer importer(int pageSize) {
        return new Importer(table, store, new TestSettings(pageSize, Duration.ofSeconds(60)), meters);
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

        Importer importer = importer(1);
        importer.poll().await().atMost(PATIENCE);

        assertThat(importer.importedUntil()).isNotNull();
        assertThat(store.written).isEqualTo(30_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsReadAgainIsNotWrittenAgain(boolean hasId) {
        table.hasId = hasId;
        fill(30_000);
        Importer importer = importer(5_000);
        importer.poll().await().atMost(PATIENCE);
        table.rows.add(row(30_001, START.minusSeconds(1)));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(30_001);
    }

    @Test
    void aRowThatChangedIsWrittenAgain() {
        fill(3);
        Importer importer = importer(10);
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
        Importer importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        table.rows.clear();
        table.rows.addAll(List.of(row(5_001, START), row(5_002, START)));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.cursor).isEqualTo(new Cursor(2, ""));
        assertThat(store.written).isEqualTo(1_002);
    }

    @Test
    void aTableThatCannotBeReadAgainAfterItWasEmptiedIsNotCalledImported() {
        fill(1_000);
        Importer importer = importer(10);
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
        Importer importer = importer(10);
        importer.poll().await().atMost(PATIENCE);
        table.rows.add(row(2, Instant.now()));

        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(2);
    }

    @Test
    void aRowThatCannotBeReadIsCountedOnceAndTheOthersAreImported() {
        table.unreadable.add("id 7");
        fill(20);
        Importer importer = importer(10);

        importer.poll().await().atMost(PATIENCE);
        importer.poll().await().atMost(PATIENCE);

        assertThat(store.written).isEqualTo(20);
        assertThat(meters.counter("scc.cdr.unreadable.rows").count()).isEqualTo(1);
    }

    @Test
    void aQueryThatNeverEndsIsGivenUp() {
        table.silent = true;
        Importer importer = new Importer(table, store, new TestSettings(10, Duration.ofMillis(50)), meters);

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
        private boolean silent;
        private long failAt = -1;

        @Override
        public Uni<Boolean> hasId() {
            return Uni.createFrom().item(hasId);
        }

        @Override
        public Uni<Page> afterId(long id, Instant since, int size) {
            if (silent) {
                return Uni.createFrom().nothing();
            }
            if (id == failAt) {
                return Uni.createFrom().failure(new IllegalStateException("the database is away"));
            }
            int from = (int) Math.min(id, rows.size());
            return page(rows.subList(from, Math.min(rows.size(), from + size)), from);
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

        private static Place place(CdrRow row) {
            return new Place(CdrDates.text(row.calldate(), ZoneOffset.UTC), row.uniqueid(), row.sequence());
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

        @Override
        public Uni<Instant> since() {
            return Uni.createFrom().item(Instant.EPOCH);
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
        public Uni<Void> saveRows(List<CdrRow> rows, Instant now) {
            written += rows.size();
            return Uni.createFrom().voidItem();
        }
    }
}
