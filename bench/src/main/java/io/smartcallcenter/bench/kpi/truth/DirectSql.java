package io.smartcallcenter.bench.kpi.truth;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The reports by SQL over queue_log as it is, without tables made beforehand, to be timed. Two kinds: the counters and means that one pass over
 * an index gives (whole seconds, no percentiles, everything in the hour in which its line was written), and the same figures as the API's.
 */
public final class DirectSql {

    private static final String QUEUE_COUNTERS =
            """
            SELECT queuename, %s cell, SUM(event = 'ENTERQUEUE') total, SUM(event = 'CONNECT') answered,
              SUM(event = 'ABANDON') abandoned, SUM(event = 'ABANDON' AND CAST(data3 AS SIGNED) < 5) short_abandoned,
              SUM(event = 'EXITWITHTIMEOUT') timeout, SUM(event = 'EXITEMPTY') left_empty, SUM(event = 'EXITWITHKEY') exit_key,
              AVG(IF(event = 'CONNECT', CAST(data1 AS SIGNED), NULL)) asa, MAX(IF(event = 'CONNECT', CAST(data1 AS SIGNED), NULL)),
              SUM(event = 'CONNECT' AND CAST(data1 AS SIGNED) <= 20) in_time
            FROM queue_log
            WHERE time >= ? AND time < ?
              AND event IN ('ENTERQUEUE', 'CONNECT', 'ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW')
            GROUP BY 1, 2
            """;

    private static final String OPERATOR_COUNTERS =
            """
            SELECT agent, COUNT(*), SUM(event = 'CONNECT') answered, SUM(event = 'RINGNOANSWER') missed, SUM(event = 'RINGCANCELED'),
              AVG(IF(event IN ('COMPLETEAGENT', 'COMPLETECALLER'), CAST(data2 AS SIGNED), NULL)) talk
            FROM queue_log
            WHERE time >= ? AND time < ?
              AND event IN ('CONNECT', 'RINGNOANSWER', 'RINGCANCELED', 'COMPLETEAGENT', 'COMPLETECALLER')
            GROUP BY 1
            """;

    private final QueueLogDatabase database;

    public DirectSql(QueueLogDatabase database) {
        this.database = database;
    }

    /** @return rows */
    public int queueCounters(Grid grid) throws SQLException {
        String cell = grid.size() == 1 ? "0" : "TIMESTAMPDIFF(HOUR, '2000-01-01', time)";
        return rows(QUEUE_COUNTERS.formatted(cell), time(grid.from()), time(grid.to()));
    }

    /** @return rows */
    public int operatorCounters(Grid grid) throws SQLException {
        return rows(OPERATOR_COUNTERS, time(grid.from()), time(grid.to()));
    }

    /** Entries, percentiles and refusals; the cells of {@code grid} are there already. @return rows */
    public int queueFigures(Grid grid) throws SQLException {
        String entries = "(" + SqlTruth.ENTRIES + ") e";
        rows(
                QueueSql.PERCENTILES.formatted("queue", QueueSql.JOINED).replace("entries e", entries),
                grid.from(),
                grid.to());
        return rows(
                QueueSql.OUTCOMES.formatted("queue", QueueSql.JOINED).replace("entries e", entries),
                5_000,
                20_000,
                grid.from(),
                grid.to());
    }

    /** Offers, without pauses; the cells of {@code grid} are there already. @return rows */
    public int operatorFigures(Grid grid) throws SQLException {
        String offers = "(" + OperatorSql.OFFERS_OF_LOG + ") o";
        return rows(OperatorSql.COUNTS.formatted("interface").replace("offers o", offers), grid.from(), grid.to());
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(at).toString().replace("T", " ").replace("Z", "");
    }

    private int rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement query = database.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            int count = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    count++;
                }
            }
            return count;
        }
    }
}
