package io.smartcallcenter.bench.kpi.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.bench.kpi.calls.Floor;
import io.smartcallcenter.bench.kpi.calls.Recording;
import io.smartcallcenter.bench.kpi.calls.Season;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL over queue_log and the count of the same calls, which share no code, say the same. */
class SqlTruthTest {

    private static final Season SEASON = new Season(LocalDate.of(2026, 10, 24), 3, 4_000, 1);

    private static QueueLogDatabase database;
    private static SqlTruth sql;
    private static CountedTruth counted;

    @BeforeAll
    static void load() throws SQLException {
        database = QueueLogDatabase.start(64);
        database.load(new Recording(SEASON));
        sql = SqlTruth.of(database);
        counted = new CountedTruth(Facts.of(SEASON));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Grid grid(Interval interval, ZoneId zone) {
        return new Grid(SEASON.from(), SEASON.to(), zone, interval);
    }

    @ParameterizedTest
    @CsvSource({"WHOLE, true", "HOUR, true", "DAY, false", "QUARTER, true", "WEEK, true", "MONTH, false", "HOUR, false"
    })
    void queueFigures(Interval interval, boolean byQueue) throws SQLException {
        for (ZoneId zone : List.of(ZoneOffset.UTC, Floor.ZONE)) {
            assertSameQueues(grid(interval, zone), byQueue, new ServiceLevel(30, "negative", 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"negative, 20, 5", "ignore, 10, 0", "positive, 60, 10", "answered_only, 20, 5", "ignore, 5, 5"})
    void policies(String mode, int threshold, int shortAbandon) throws SQLException {
        assertSameQueues(grid(Interval.DAY, Floor.ZONE), true, new ServiceLevel(threshold, mode, shortAbandon));
    }

    private static void assertSameQueues(Grid grid, boolean byQueue, ServiceLevel policy) throws SQLException {
        for (Attribution attribution : Attribution.values()) {
            assertSame(
                    sql.queues(grid, byQueue, policy, attribution), counted.queues(grid, byQueue, policy, attribution));
        }
    }

    @ParameterizedTest
    @CsvSource({"WHOLE, OPERATOR", "HOUR, OPERATOR", "DAY, QUEUE", "QUARTER, OPERATOR", "HOUR, QUEUE"})
    void operatorFigures(Interval interval, OperatorGroup by) throws SQLException {
        for (ZoneId zone : List.of(ZoneOffset.UTC, Floor.ZONE)) {
            Grid grid = grid(interval, zone);

            assertSame(sql.operators(grid, by), counted.operators(grid, by));
        }
    }

    @Test
    void aRangeThatBeginsAndEndsAnywhere() throws SQLException {
        Grid grid = new Grid(
                Instant.parse("2026-10-24T09:07:13.123Z"),
                Instant.parse("2026-10-25T15:59:59.999Z"),
                Floor.ZONE,
                Interval.HOUR);

        assertSameQueues(grid, true, ServiceLevel.DEFAULT);
        assertSame(sql.operators(grid, OperatorGroup.OPERATOR), counted.operators(grid, OperatorGroup.OPERATOR));
    }

    @Test
    void everyOutcomeThatQueueLogKnowsOccurs() throws SQLException {
        Table all = sql.queues(grid(Interval.WHOLE, ZoneOffset.UTC), false, ServiceLevel.DEFAULT, Attribution.ARRIVAL);
        Map<String, java.math.BigDecimal> row = all.rows().values().iterator().next();

        assertThat(row).containsKeys("refused.FULL", "refused.JOIN_EMPTY", "refused.JOIN_UNAVAIL", "refused.CLOSED");
        for (String column : List.of(
                "answered_calls",
                "abandoned_calls",
                "short_abandoned",
                "timeout",
                "left_empty",
                "exit_key",
                "withdrawn",
                "lost")) {
            assertThat(row.get(column)).as(column).isPositive();
        }
    }

    /** The last Sunday of October has 25 hours in Berlin. */
    @Test
    void theDayOnWhichTheClockGoesBackHas25Hours() {
        Instant from = LocalDate.of(2026, 10, 25).atStartOfDay(Floor.ZONE).toInstant();
        Instant to = LocalDate.of(2026, 10, 26).atStartOfDay(Floor.ZONE).toInstant();

        assertThat(new Grid(from, to, Floor.ZONE, Interval.HOUR).size()).isEqualTo(25);
        assertThat(new Grid(from, to, Floor.ZONE, Interval.DAY).size()).isEqualTo(1);
    }

    private static void assertSame(Table fromSql, Table fromCount) {
        Comparison comparison = new Comparison();
        comparison.compare("sql", fromSql, fromCount);

        assertThat(comparison.told()).isEmpty();
        assertThat(comparison.figures()).isPositive();
    }
}
