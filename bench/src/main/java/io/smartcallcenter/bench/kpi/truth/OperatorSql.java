package io.smartcallcenter.bench.kpi.truth;

import io.smartcallcenter.bench.kpi.calls.Floor;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Operator figures by SQL. queue_log has no line of an offer that was lost to another operator (RESCINDED), and none of when the one began that
 * ended in AGENTDUMP: those are counted elsewhere.
 */
final class OperatorSql {

    /** Each line that ends a ring names its length: ms, of an answered one whole seconds. The talk lasts until the next line of its end. */
    static final String OFFERS_OF_LOG =
            """
            SELECT m.interface, o.queuename queue, o.callid, o.outcome, o.started, o.talk
            FROM (
              SELECT callid, queuename, agent, event,
                CASE event WHEN 'CONNECT' THEN 'ACCEPTED' WHEN 'RINGCANCELED' THEN 'CANCELLED'
                  WHEN 'RINGNOANSWER' THEN IF(CAST(data1 AS SIGNED) >= %2$d, 'TIMEOUT', 'REJECTED') END outcome,
                ms - CASE WHEN event = 'CONNECT' THEN CAST(data3 AS SIGNED) * 1000
                  WHEN event IN ('RINGNOANSWER', 'RINGCANCELED') THEN CAST(data1 AS SIGNED) END started,
                LEAD(IF(event IN ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER'), ms, NULL))
                  OVER (PARTITION BY callid ORDER BY time, id) - ms talk
              FROM (
                SELECT id, time, %1$s ms, callid, queuename, agent, event, data1, data3 FROM queue_log
                WHERE event IN ('CONNECT', 'RINGNOANSWER', 'RINGCANCELED', 'COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER',
                  'ATTENDEDTRANSFER')) l) o
            JOIN queue_members m ON m.membername = o.agent
            WHERE o.outcome IS NOT NULL
            """
                    .formatted(SqlTruth.MS, Floor.RING_TIMEOUT_MS);

    /** A pause lasts until anything else is said of the same operator in the same queue. */
    private static final String PAUSES =
            """
            CREATE TABLE pauses AS
            SELECT m.interface, p.reason, p.from_ms, p.to_ms
            FROM (
              SELECT agent, event, data1 reason, %s from_ms,
                CAST(ROUND(UNIX_TIMESTAMP(LEAD(time) OVER (PARTITION BY agent, queuename ORDER BY time, id)) * 1000) AS SIGNED) to_ms
              FROM queue_log WHERE event IN ('PAUSE', 'UNPAUSE', 'ADDMEMBER', 'REMOVEMEMBER')) p
            JOIN queue_members m ON m.membername = p.agent
            WHERE p.event = 'PAUSE' AND p.to_ms > p.from_ms
            """
                    .formatted(SqlTruth.MS);

    /** Each one once: the order of equal ones would not be certain. */
    private static final String PAUSE_KINDS =
            """
            CREATE TABLE pause_kinds AS
            SELECT interface, CONCAT('pause.', reason) kind, from_ms, to_ms FROM pauses WHERE reason <> 'Auto-Pause'
            UNION SELECT interface, 'pause_time', from_ms, to_ms FROM pauses WHERE reason <> 'Auto-Pause'
            UNION SELECT interface, 'any', from_ms, to_ms FROM pauses
            """;

    /** The union over queues: pauses that overlap or touch become one. */
    private static final String PAUSE_UNIONS =
            """
            CREATE TABLE pause_unions AS
            SELECT interface, kind, MIN(from_ms) from_ms, MAX(to_ms) to_ms
            FROM (
              SELECT a.*, SUM(begins) OVER (PARTITION BY interface, kind ORDER BY from_ms, to_ms ROWS UNBOUNDED PRECEDING) island
              FROM (
                SELECT interface, kind, from_ms, to_ms, from_ms > COALESCE(MAX(to_ms) OVER (PARTITION BY interface, kind
                  ORDER BY from_ms, to_ms ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1) begins
                FROM pause_kinds) a) b
            GROUP BY interface, kind, island
            """;

    static final String COUNTS =
            """
            SELECT %s name, c.cell, COUNT(*) known,
              SUM(outcome = 'ACCEPTED') answered, SUM(outcome = 'TIMEOUT') missed, SUM(outcome = 'REJECTED') rejected,
              SUM(outcome = 'CANCELLED') cancelled, SUM(outcome = 'ACCEPTED' AND talk IS NOT NULL) talks,
              COALESCE(SUM(IF(outcome = 'ACCEPTED', talk, 0)), 0) talked
            FROM offers o JOIN cells c ON c.quarter = o.started DIV 900000
            WHERE o.started >= ? AND o.started < ?
            GROUP BY 1, 2
            """;

    private static final String PAUSED =
            """
            SELECT interface name, c.cell, kind, SUM(LEAST(p.to_ms, c.to_ms) - GREATEST(p.from_ms, c.from_ms)) ms
            FROM pause_unions p JOIN cell_spans c ON c.from_ms < p.to_ms AND c.to_ms > p.from_ms
            WHERE p.to_ms > ? AND p.from_ms < ?
            GROUP BY 1, 2, 3
            """;

    private final QueueLogDatabase database;
    private final Grid grid;
    private final OperatorGroup by;
    private final Table table = new Table();

    OperatorSql(QueueLogDatabase database, Grid grid, OperatorGroup by) {
        this.database = database;
        this.grid = grid;
        this.by = by;
    }

    static void prepare(QueueLogDatabase database) throws SQLException {
        database.run("CREATE TABLE offers AS " + OFFERS_OF_LOG);
        database.run(PAUSES);
        database.run(PAUSE_KINDS);
        database.run(PAUSE_UNIONS);
    }

    Table table() throws SQLException {
        String name = by == OperatorGroup.OPERATOR ? "interface" : "queue";
        SqlTruth.each(database, grid, COUNTS.formatted(name), this::counts, grid.from(), grid.to());
        if (by == OperatorGroup.OPERATOR) {
            paused();
        }
        return table;
    }

    private void counts(Table.Key key, ResultSet row) throws SQLException {
        long answered = row.getLong("answered");
        long missed = row.getLong("missed");
        long rejected = row.getLong("rejected");
        table.put(key, "offered_without_rescinded_and_dumped", Shown.count(row.getLong("known")));
        table.put(key, "answered_calls", Shown.count(answered));
        table.put(key, "missed_calls", Shown.count(missed));
        table.put(key, "rejected", Shown.count(rejected));
        table.put(key, "cancelled", Shown.count(row.getLong("cancelled")));
        table.put(key, "accept_rate", Shown.percent(answered, answered + missed + rejected));
        table.put(key, "avg_talk_time", Shown.mean(row.getLong("talked"), row.getLong("talks")));
        table.put(key, "aht", Shown.mean(row.getLong("talked"), row.getLong("talks")));
    }

    /** What is paused at all and not by hand was paused by app_queue. */
    private void paused() throws SQLException {
        Table any = new Table();
        Table byHand = new Table();
        SqlTruth.each(
                database,
                grid,
                PAUSED,
                (key, row) -> {
                    long ms = row.getLong("ms");
                    String kind = row.getString("kind");
                    if (kind.equals("any")) {
                        any.put(key, kind, BigDecimal.valueOf(ms));
                    } else {
                        table.put(key, kind, Shown.seconds(ms));
                    }
                    if (kind.equals("pause_time")) {
                        byHand.put(key, kind, BigDecimal.valueOf(ms));
                    }
                },
                grid.from(),
                grid.to());
        any.rows().forEach((key, row) -> {
            long hand =
                    byHand.row(key).getOrDefault("pause_time", BigDecimal.ZERO).longValue();
            table.put(key, "auto_pause_time", Shown.seconds(row.get("any").longValue() - hand));
        });
    }
}
