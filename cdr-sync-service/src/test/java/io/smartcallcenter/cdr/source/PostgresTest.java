package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.smartcallcenter.cdr.source.CdrSource.IdRange;
import io.smartcallcenter.cdr.source.CdrSource.Page;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import io.vertx.mutiny.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL with the table of cdr_pgsql. */
class PostgresTest {

    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

    private static EmbeddedPostgres server;
    private static Vertx vertx;

    private final DatabaseAccess access = new Connections(vertx, Duration.ofSeconds(10)).open(database("cdr"), 2);
    private final CdrTable table = new CdrTable(access, database("cdr"));

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(3))
                .start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws IOException {
        result(vertx.close());
        server.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        execute("DROP TABLE IF EXISTS cdr");
        execute(
                "CREATE TABLE cdr (id bigserial PRIMARY KEY, calldate timestamp NOT NULL, clid varchar(80), src varchar(80),"
                        + " dst varchar(80), channel varchar(80), dstchannel varchar(80), lastapp varchar(80), lastdata varchar(80),"
                        + " duration integer, billsec integer, disposition varchar(45), uniqueid varchar(150), linkedid varchar(150),"
                        + " sequence integer, did varchar(50))");
        for (int i = 1; i <= 5; i++) {
            execute(
                    "INSERT INTO cdr (calldate, src, dst, channel, dstchannel, lastapp, lastdata, duration, billsec, disposition,"
                            + " uniqueid, linkedid, sequence) VALUES ('2026-11-23 10:00:0" + (i + 1) / 2
                            + "', '100', '700', 'PJSIP/trunk-1',"
                            + " 'PJSIP/0001-2', 'Queue', 'support,,,,', 9, 7, 'ANSWERED', '" + i + ".1', '1.1', " + i
                            + ")");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static AsteriskDatabase database(String table) {
        return database(table, ALMATY);
    }

    private static AsteriskDatabase database(String table, ZoneId zone) {
        return new AsteriskDatabase(
                "pbx1",
                DatabaseType.POSTGRESQL,
                "127.0.0.1",
                server.getPort(),
                "postgres",
                "any",
                "postgres",
                table,
                zone,
                true);
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void pagesByIdHaveEveryRowOnce() {
        assertThat(result(table.hasId())).isTrue();

        Page first = result(table.afterId(0, Instant.EPOCH, 3));
        Page second = result(table.afterId(first.lastId(), Instant.EPOCH, 3));

        assertThat(first.rows()).extracting(CdrRow::sequence).containsExactly(1L, 2L, 3L);
        assertThat(second.rows()).extracting(CdrRow::sequence).containsExactly(4L, 5L);
        assertThat(first.rows().get(0).calldate()).hasToString("2026-11-23T05:00:01Z");
        assertThat(first.rows().get(0).queue()).isEqualTo("support");
        assertThat(result(table.afterId(0, Instant.parse("2026-11-23T05:00:03Z"), 9))
                        .rows())
                .hasSize(1);
    }

    @Test
    void pagesByCalldateHaveEveryRowOnce() throws SQLException {
        execute("ALTER TABLE cdr DROP COLUMN id");
        assertThat(result(table.hasId())).isFalse();

        List<String> found = new ArrayList<>();
        Place place = Place.before("2026-11-23 00:00:00");
        for (Page page = result(table.after(place, 2)); page.read() > 0; page = result(table.after(page.last(), 2))) {
            page.rows().forEach(row -> found.add(row.uniqueid()));
        }

        assertThat(found).containsExactly("1.1", "2.1", "3.1", "4.1", "5.1");
    }

    /** Three legs of one call in the same second, told apart by nothing but where they went. */
    @Test
    void noPageEndsInsideOfLegsWithoutASequence() throws SQLException {
        execute("ALTER TABLE cdr DROP COLUMN id, DROP COLUMN sequence");
        execute(
                "UPDATE cdr SET calldate = '2026-11-23 10:00:00', uniqueid = '1.1', dstchannel = 'PJSIP/' || right(uniqueid || src, 4)"
                        + " || ctid::text");
        result(table.hasId());

        List<String> found = new ArrayList<>();
        Place place = Place.before("2026-11-23 00:00:00");
        for (Page page = result(table.after(place, 2)); page.read() > 0; page = result(table.after(page.last(), 2))) {
            page.rows().forEach(row -> found.add(row.id()));
        }

        assertThat(found).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void legsWhoseSequenceIsNullAreNotTakenForOne() throws SQLException {
        execute("UPDATE cdr SET calldate = '2026-11-23 10:00:00', uniqueid = '1.1', sequence = NULL,"
                + " dstchannel = 'PJSIP/' || id");
        result(table.hasId());

        assertThat(result(table.afterId(0, Instant.EPOCH, 9)).rows())
                .hasSize(5)
                .extracting(CdrRow::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aMomentNeedsNoZone() throws SQLException {
        execute("ALTER TABLE cdr ALTER COLUMN calldate TYPE timestamptz USING calldate AT TIME ZONE 'Asia/Almaty'");
        result(table.hasId());

        assertThat(result(table.afterId(0, Instant.EPOCH, 1)).rows().get(0).calldate())
                .hasToString("2026-11-23T05:00:01Z");
    }

    /** Clocks of Berlin went back at 01:00 UTC: 02:45 is of the first pass, before the end at 02:30 of the second one. */
    @Test
    void aRangeThatEndsInARepeatedHourHasItsFirstPass() throws SQLException {
        execute("UPDATE cdr SET calldate = '2025-10-26 02:45:00' WHERE id = 1");
        CdrTable berlin = new CdrTable(access, database("cdr", ZoneId.of("Europe/Berlin")));
        Instant from = Instant.parse("2025-10-25T00:00:00Z");
        Instant to = Instant.parse("2025-10-26T01:30:00Z");
        result(berlin.hasId());

        assertThat(result(berlin.afterId(0, 5, from, to, 9)).rows()).hasSize(1);
        assertThat(result(berlin.ids(from, to))).isEqualTo(new IdRange(1, 1));
        assertThat(result(berlin.lastId())).isEqualTo(5);
    }

    @Test
    void columnsOfOtherTypesAndMissingOnesStopNobody() throws SQLException {
        execute(
                "ALTER TABLE cdr DROP COLUMN did, DROP COLUMN linkedid, DROP COLUMN sequence,"
                        + " ALTER COLUMN billsec TYPE text, ALTER COLUMN duration TYPE numeric, ALTER COLUMN src TYPE bytea USING src::bytea");
        result(table.hasId());

        List<CdrRow> rows = result(table.afterId(0, Instant.EPOCH, 9)).rows();

        assertThat(rows).hasSize(5).extracting(CdrRow::id).doesNotHaveDuplicates();
        assertThat(rows.get(0).billsecS()).isEqualTo(7);
        assertThat(rows.get(0).durationS()).isEqualTo(9);
        assertThat(rows.get(0).callId()).isEqualTo("pbx1/1.1");
    }

    @Test
    void nothingCanBeWrittenAndNoStatementLasts() {
        DatabaseAccess impatient = new Connections(vertx, Duration.ofMillis(200)).open(database("cdr"), 1);

        assertThatThrownBy(() -> result(access.query("DELETE FROM cdr"))).hasMessageContaining("read-only");
        assertThatThrownBy(() -> result(impatient.query("SELECT pg_sleep(20)")))
                .hasMessageContaining("statement timeout");
    }

    @Test
    void aDatabaseIsTried() {
        DatabaseCheck check = new DatabaseCheck(vertx, new TestSettings(10, Duration.ofSeconds(10)));

        assertThat(result(check.run(database("cdr"))))
                .noneMatch(each -> each.result().equals("failed"))
                .filteredOn(each -> each.name().equals("rows"))
                .singleElement()
                .satisfies(rows -> assertThat(rows.detail()).isEqualTo("5 rows, the latest of 2026-11-23 10:00:03"));
        assertThat(result(check.run(database("nothing"))))
                .filteredOn(each -> each.result().equals("failed"))
                .extracting(Check::name)
                .containsExactly("table");
    }
}
