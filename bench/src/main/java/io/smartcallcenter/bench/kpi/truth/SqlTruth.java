package io.smartcallcenter.bench.kpi.truth;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What queue_log says by SQL: first entries, offers, refusals and pauses as tables made from it, then figures from those. The tables depend on
 * nothing but queue_log (and queue_members for the interface of an operator).
 */
public final class SqlTruth {

    /** UTC: the session's zone. Whole ms, as they were written. */
    static final String MS = "CAST(ROUND(UNIX_TIMESTAMP(time) * 1000) AS SIGNED)";

    /** A caller may enter a queue again in the same call: entries are told apart by how many ENTERQUEUE there were. */
    static final String ENTRIES =
            """
            SELECT callid,
              MAX(IF(event = 'ENTERQUEUE', queuename, NULL)) queue,
              MAX(IF(event = 'ENTERQUEUE', ms, NULL)) joined,
              MIN(IF(event <> 'ENTERQUEUE', ms, NULL)) - MAX(IF(event = 'ENTERQUEUE', ms, NULL)) wait,
              COALESCE(MAX(CASE event
                WHEN 'CONNECT' THEN 'ANSWERED' WHEN 'ABANDON' THEN 'ABANDONED' WHEN 'EXITWITHTIMEOUT' THEN 'TIMEOUT'
                WHEN 'EXITEMPTY' THEN 'LEFT_EMPTY' WHEN 'EXITWITHKEY' THEN 'EXIT_KEY' WHEN 'WITHDRAW' THEN 'WITHDRAWN' END),
                'LOST') outcome
            FROM (
              SELECT callid, queuename, event, %s ms,
                SUM(event = 'ENTERQUEUE') OVER (PARTITION BY callid ORDER BY time, id ROWS UNBOUNDED PRECEDING) entry
              FROM queue_log
              WHERE event IN ('ENTERQUEUE', 'CONNECT', 'ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW')) e
            GROUP BY callid, entry
            """
                    .formatted(MS);

    private static final String REFUSALS =
            """
            CREATE TABLE refusals AS
            SELECT queuename queue, %s at, event reason FROM queue_log
            WHERE event IN ('FULL', 'JOINEMPTY', 'JOINUNAVAIL', 'CLOSED')
            """
                    .formatted(MS);

    private final QueueLogDatabase database;
    private String grid = "";

    private SqlTruth(QueueLogDatabase database) {
        this.database = database;
    }

    public static SqlTruth of(QueueLogDatabase database) throws SQLException {
        database.run("CREATE TABLE entries AS " + ENTRIES);
        database.run(REFUSALS);
        OperatorSql.prepare(database);
        database.run("CREATE TABLE cells (quarter BIGINT PRIMARY KEY, cell INT NOT NULL) ENGINE = MEMORY");
        database.run("CREATE TABLE cell_spans (cell INT PRIMARY KEY, from_ms BIGINT, to_ms BIGINT) ENGINE = MEMORY");
        return new SqlTruth(database);
    }

    /** @param byQueue false: all queues together */
    public Table queues(Grid grid, boolean byQueue, ServiceLevel policy, Attribution attribution) throws SQLException {
        cells(grid);
        QueueSql sql = new QueueSql(database, grid, byQueue);
        return attribution == Attribution.EVENT ? sql.byEvent(policy) : sql.byArrival(policy);
    }

    /** @param by whose figures; times of pauses are the operators' alone */
    public Table operators(Grid grid, OperatorGroup by) throws SQLException {
        cells(grid);
        return new OperatorSql(database, grid, by).table();
    }

    private void cells(Grid wanted) throws SQLException {
        if (grid.equals(wanted.toString())) {
            return;
        }
        database.run("TRUNCATE TABLE cells");
        database.run("TRUNCATE TABLE cell_spans");
        Map<Long, Integer> quarters = new LinkedHashMap<>();
        try (PreparedStatement insert =
                database.connection().prepareStatement("INSERT INTO cell_spans VALUES (?, ?, ?)")) {
            for (int cell = 0; cell < wanted.size(); cell++) {
                insert.setInt(1, cell);
                insert.setLong(2, wanted.from(cell));
                insert.setLong(3, wanted.to(cell));
                insert.addBatch();
                long last = Math.floorDiv(wanted.to(cell) - 1, Grid.QUARTER_MS);
                for (long quarter = Math.floorDiv(wanted.from(cell), Grid.QUARTER_MS); quarter <= last; quarter++) {
                    quarters.put(quarter, cell);
                }
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert = database.connection().prepareStatement("INSERT INTO cells VALUES (?, ?)")) {
            for (Map.Entry<Long, Integer> each : quarters.entrySet()) {
                insert.setLong(1, each.getKey());
                insert.setInt(2, each.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        grid = wanted.toString();
    }

    /** Handles one row of a result. */
    interface RowReader {
        void read(Table.Key key, ResultSet row) throws SQLException;
    }

    /** Runs a query whose first columns are name and cell. */
    static void each(QueueLogDatabase database, Grid grid, String sql, RowReader reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = database.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reader.read(new Table.Key(rows.getString(1), grid.from(rows.getInt(2))), rows);
                }
            }
        }
    }
}
