package io.smartcallcenter.virtual.cdr;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Writes the rows into MariaDB's {@code cdr} table from a thread of its own; while the database is away they wait in memory. */
public final class JdbcCdrSink implements CdrSink {

    private static final Logger LOG = Logger.getLogger(JdbcCdrSink.class);
    private static final int BATCH = 500;
    private static final String INSERT =
            """
            INSERT INTO cdr (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata,
              duration, billsec, disposition, amaflags, uniqueid, linkedid, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 3, ?, ?, ?)""";

    private final LinkedBlockingQueue<CdrRow> waiting = new LinkedBlockingQueue<>();
    private final String url;
    private final Properties login = new Properties();
    private final Thread writer;
    private volatile boolean closing;

    /** {@code url} as in {@code jdbc:mariadb://127.0.0.1:3306/asteriskcdrdb}. */
    public JdbcCdrSink(String url, String user, String password) {
        this.url = url;
        login.setProperty("user", user);
        login.setProperty("password", password);
        writer = new Thread(this::run, "virtual-asterisk-cdr");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void write(List<CdrRow> rows) {
        waiting.addAll(rows);
    }

    /** Waits until what has been given is written, or gives up after five seconds. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(5_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!waiting.isEmpty()) {
            LOG.warnf("CDR rows not written: %d", waiting.size());
        }
        writer.interrupt();
    }

    private void run() {
        List<CdrRow> batch = new ArrayList<>(BATCH);
        while (!(closing && waiting.isEmpty() && batch.isEmpty())) {
            try (Connection connection = DriverManager.getConnection(url, login)) {
                while (!(closing && waiting.isEmpty() && batch.isEmpty())) {
                    take(batch);
                    if (!batch.isEmpty()) {
                        insert(connection, batch);
                        batch.clear();
                    }
                }
            } catch (SQLException away) {
                LOG.warnf("CDR database away, %d rows wait: %s", waiting.size() + batch.size(), away.getMessage());
                if (!pause()) {
                    return;
                }
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private void take(List<CdrRow> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            CdrRow first = waiting.poll(100, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, BATCH - 1);
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
            return true;
        } catch (InterruptedException closed) {
            return false;
        }
    }

    private static void insert(Connection connection, List<CdrRow> rows) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (CdrRow row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    private static void bind(PreparedStatement insert, CdrRow row) throws SQLException {
        LocalDateTime utc = LocalDateTime.ofInstant(Instant.ofEpochSecond(row.calldate() / 1_000_000), ZoneOffset.UTC);
        insert.setObject(1, utc, Types.TIMESTAMP);
        insert.setString(2, cut(row.clid(), 80));
        insert.setString(3, cut(row.src(), 80));
        insert.setString(4, cut(row.dst(), 80));
        insert.setString(5, row.dcontext());
        insert.setString(6, cut(row.channel(), 80));
        insert.setString(7, cut(row.dstchannel(), 80));
        insert.setString(8, row.lastapp());
        insert.setString(9, cut(row.lastdata(), 80));
        insert.setLong(10, row.duration());
        insert.setLong(11, row.billsec());
        insert.setString(12, row.disposition());
        insert.setString(13, cut(row.uniqueid(), 32));
        insert.setString(14, cut(row.linkedid(), 32));
        insert.setLong(15, row.sequence());
    }

    /** As cdr_adaptive_odbc does with a value longer than its column. */
    private static String cut(String value, int length) {
        return value.length() <= length ? value : value.substring(0, length);
    }
}
