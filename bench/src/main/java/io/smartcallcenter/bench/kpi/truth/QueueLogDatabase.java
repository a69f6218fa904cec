package io.smartcallcenter.bench.kpi.truth;

import io.smartcallcenter.bench.kpi.calls.Floor;
import io.smartcallcenter.bench.kpi.calls.QueueLogRow;
import io.smartcallcenter.bench.kpi.calls.Recording;
import io.smartcallcenter.bench.kpi.calls.Timed;
import io.smartcallcenter.embedded.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** queue_log in a MariaDB of its own, and what only queues.conf knows: which member name is which interface. */
public final class QueueLogDatabase implements AutoCloseable {

    private static final int BATCH = 2_000;

    private final EmbeddedMariaDb server;
    private final Connection connection;
    private long rows;

    private QueueLogDatabase(EmbeddedMariaDb server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /** @param memoryMiB what the server may keep of its tables in memory */
    public static QueueLogDatabase start(int memoryMiB) throws SQLException {
        EmbeddedMariaDb server = EmbeddedMariaDb.start(0, EmbeddedMariaDb.CdrTable.PLAIN, memoryMiB);
        try {
            String url = "jdbc:mariadb://" + server.host() + ":" + server.port() + "/" + server.database()
                    + "?useBulkStmts=false&rewriteBatchedStatements=true";
            Connection connection = DriverManager.getConnection(url, server.username(), server.password());
            QueueLogDatabase database = new QueueLogDatabase(server, connection);
            database.prepare();
            return database;
        } catch (SQLException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Rows of queue_log. */
    public long rows() {
        return rows;
    }

    private void prepare() throws SQLException {
        run("SET SESSION time_zone = '+00:00'");
        run("SET SESSION sort_buffer_size = 64 * 1024 * 1024, tmp_table_size = 512 * 1024 * 1024,"
                + " max_heap_table_size = 512 * 1024 * 1024");
        run(
                """
                CREATE TABLE queue_log (
                  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  time DATETIME(6) NOT NULL,
                  callid VARCHAR(80) NOT NULL,
                  queuename VARCHAR(64) NOT NULL,
                  agent VARCHAR(80) NOT NULL,
                  event VARCHAR(32) NOT NULL,
                  data1 VARCHAR(100) NOT NULL,
                  data2 VARCHAR(100) NOT NULL,
                  data3 VARCHAR(100) NOT NULL,
                  data4 VARCHAR(100) NOT NULL,
                  data5 VARCHAR(100) NOT NULL
                ) CHARACTER SET latin1""");
        run(
                "CREATE TABLE queue_members (membername VARCHAR(80) PRIMARY KEY, interface VARCHAR(80)) CHARACTER SET latin1");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO queue_members VALUES (?, ?)")) {
            for (var operator : Floor.operators()) {
                insert.setString(1, operator.name());
                insert.setString(2, operator.iface());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Writes all rows, then makes the indexes that reports over queue_log want. */
    public void load(Recording recording) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO queue_log (time, callid, queuename, agent, event, data1, data2, data3, data4, data5)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            recording.queueLog(row -> insert(insert, row));
            insert.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        run("CREATE INDEX by_event ON queue_log (event, time, queuename, agent, data1, data2, data3)");
        run("CREATE INDEX by_call ON queue_log (callid, time, event)");
        run("ANALYZE TABLE queue_log");
    }

    private void insert(PreparedStatement insert, Timed<QueueLogRow> timed) {
        QueueLogRow row = timed.what();
        List<String> data = row.data();
        try {
            insert.setObject(1, LocalDateTime.ofInstant(Instant.ofEpochMilli(timed.at()), ZoneOffset.UTC));
            insert.setString(2, row.callid());
            insert.setString(3, row.queuename());
            insert.setString(4, row.agent());
            insert.setString(5, row.event());
            for (int i = 0; i < 5; i++) {
                insert.setString(6 + i, i < data.size() ? data.get(i) : "");
            }
            insert.addBatch();
            if (++rows % BATCH == 0) {
                insert.executeBatch();
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("queue_log cannot be written", e);
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (server;
                connection) {
            // both are closed whatever happens
        } catch (SQLException e) {
            throw new IllegalStateException("MariaDB does not let go", e);
        }
    }
}
