package io.smartcallcenter.bench.kpi.truth;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Queue figures by SQL. */
final class QueueSql {

    private static final Map<String, String> REASONS =
            Map.of("FULL", "FULL", "JOINEMPTY", "JOIN_EMPTY", "JOINUNAVAIL", "JOIN_UNAVAIL", "CLOSED", "CLOSED");

    static final String OUTCOMES =
            """
            SELECT %1$s name, c.cell, COUNT(*) total,
              SUM(outcome = 'ANSWERED') answered,
              SUM(outcome = 'ABANDONED' AND wait >= p.short) abandoned,
              SUM(outcome = 'ABANDONED' AND wait < p.short) short_abandoned,
              SUM(outcome = 'TIMEOUT') timeout, SUM(outcome = 'LEFT_EMPTY') left_empty, SUM(outcome = 'EXIT_KEY') exit_key,
              SUM(outcome = 'WITHDRAWN') withdrawn, SUM(outcome = 'LOST') lost, COUNT(DISTINCT callid) calls,
              COUNT(wait) ended, COALESCE(SUM(wait), 0) waited,
              COALESCE(SUM(IF(outcome = 'ANSWERED', wait, 0)), 0) answered_waited,
              COALESCE(SUM(IF(outcome = 'ABANDONED' AND wait >= p.short, wait, 0)), 0) abandoned_waited,
              SUM(outcome = 'ANSWERED' AND wait <= p.threshold) answered_in_time,
              SUM(outcome = 'ABANDONED' AND wait >= p.short AND wait <= p.threshold) abandoned_in_time
            FROM (SELECT ? short, ? threshold) p CROSS JOIN entries e JOIN cells c ON c.quarter = %2$s DIV 900000
            WHERE %2$s >= ? AND %2$s < ?
            GROUP BY 1, 2
            """;

    /** Nearest rank. */
    static final String PERCENTILES =
            """
            SELECT name, cell,
              MAX(IF(rank_ = CEIL(n * 50 / 100), wait, NULL)) p50, MAX(IF(rank_ = CEIL(n * 90 / 100), wait, NULL)) p90,
              MAX(IF(rank_ = CEIL(n * 95 / 100), wait, NULL)) p95, MAX(wait) longest
            FROM (
              SELECT %1$s name, c.cell, wait, ROW_NUMBER() OVER (PARTITION BY %1$s, c.cell ORDER BY wait) rank_,
                COUNT(*) OVER (PARTITION BY %1$s, c.cell) n
              FROM entries e JOIN cells c ON c.quarter = %2$s DIV 900000
              WHERE %2$s >= ? AND %2$s < ? AND wait IS NOT NULL) w
            GROUP BY 1, 2
            """;

    private static final String REFUSED =
            """
            SELECT %s name, c.cell, reason, COUNT(*) refused FROM refusals r JOIN cells c ON c.quarter = r.at DIV 900000
            WHERE r.at >= ? AND r.at < ?
            GROUP BY 1, 2, 3
            """;

    /** When an entry counts. */
    static final String JOINED = "e.joined";

    private static final String LEFT = "(e.joined + e.wait)";

    private final QueueLogDatabase database;
    private final Grid grid;
    private final String name;
    private final Table table = new Table();

    QueueSql(QueueLogDatabase database, Grid grid, boolean byQueue) {
        this.database = database;
        this.grid = grid;
        name = byQueue ? "queue" : "''";
    }

    Table byArrival(ServiceLevel policy) throws SQLException {
        outcomes(JOINED, policy, (key, row) -> outcomes(key, row, policy));
        rest(JOINED);
        return table;
    }

    /** Nothing ends a lost entry in queue_log: what needs its end is not here. */
    Table byEvent(ServiceLevel policy) throws SQLException {
        outcomes(LEFT, policy, this::ended);
        outcomes(JOINED, policy, this::joined);
        rest(LEFT);
        return table;
    }

    private void outcomes(String at, ServiceLevel policy, SqlTruth.RowReader reader) throws SQLException {
        SqlTruth.each(
                database,
                grid,
                OUTCOMES.formatted(name, at),
                reader,
                policy.shortAbandon() * 1_000L,
                policy.threshold() * 1_000L,
                grid.from(),
                grid.to());
    }

    private void rest(String at) throws SQLException {
        SqlTruth.each(database, grid, PERCENTILES.formatted(name, at), this::percentiles, grid.from(), grid.to());
        SqlTruth.each(database, grid, REFUSED.formatted(name), this::refused, grid.from(), grid.to());
        table.rows()
                .values()
                .forEach(row -> row.put(
                        "received",
                        row.entrySet().stream()
                                .filter(each -> each.getKey().equals("total_calls")
                                        || each.getKey().startsWith("refused."))
                                .map(Map.Entry::getValue)
                                .reduce(Shown.count(0), BigDecimal::add)));
    }

    private void outcomes(Table.Key key, ResultSet row, ServiceLevel policy) throws SQLException {
        joined(key, row);
        ended(key, row);
        long total = row.getLong("total");
        long answered = row.getLong("answered");
        count(key, "lost", row.getLong("lost"));
        table.put(key, "answer_rate", Shown.percent(answered, total));
        long met = row.getLong("answered_in_time");
        long left = row.getLong("abandoned_in_time");
        long calls = total - row.getLong("short_abandoned");
        table.put(
                key,
                "service_level",
                switch (policy.mode()) {
                    case "negative" -> Shown.percent(met, calls);
                    case "ignore" -> Shown.percent(met, calls - left);
                    case "positive" -> Shown.percent(met + left, calls);
                    case "answered_only" -> Shown.percent(met, answered);
                    default -> throw new IllegalArgumentException(policy.mode() + " is no mode");
                });
    }

    private void joined(Table.Key key, ResultSet row) throws SQLException {
        count(key, "total_calls", row.getLong("total"));
        count(key, "unique_calls", row.getLong("calls"));
        count(key, "waiting", 0);
    }

    private void ended(Table.Key key, ResultSet row) throws SQLException {
        long answered = row.getLong("answered");
        long abandoned = row.getLong("abandoned");
        count(key, "answered_calls", answered);
        count(key, "abandoned_calls", abandoned);
        for (String same : new String[] {"short_abandoned", "timeout", "left_empty", "exit_key", "withdrawn"}) {
            count(key, same, row.getLong(same));
        }
        count(key, "lost_calls", abandoned + row.getLong("timeout") + row.getLong("left_empty"));
        table.put(key, "avg_wait_time", Shown.mean(row.getLong("waited"), row.getLong("ended")));
        table.put(key, "asa", Shown.mean(row.getLong("answered_waited"), answered));
        table.put(key, "avg_abandon_time", Shown.mean(row.getLong("abandoned_waited"), abandoned));
    }

    private void percentiles(Table.Key key, ResultSet row) throws SQLException {
        table.put(key, "wait_p50", Shown.seconds(row.getLong("p50")));
        table.put(key, "wait_p90", Shown.seconds(row.getLong("p90")));
        table.put(key, "wait_p95", Shown.seconds(row.getLong("p95")));
        table.put(key, "wait_max", Shown.seconds(row.getLong("longest")));
    }

    private void refused(Table.Key key, ResultSet row) throws SQLException {
        count(key, "refused." + REASONS.get(row.getString("reason")), row.getLong("refused"));
    }

    private void count(Table.Key key, String column, long count) {
        table.put(key, column, Shown.count(count));
    }
}
