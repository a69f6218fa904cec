package io.smartcallcenter.e2e.cdr;

import io.smartcallcenter.embedded.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Asterisk's side of the table {@code cdr}. */
final class PbxTable {

    private static final DateTimeFormatter CALLDATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String INSERT = "INSERT INTO cdr (calldate, channel, lastapp, disposition, uniqueid, linkedid,"
            + " sequence) VALUES (?, 'PJSIP/trunk-1', 'Queue', 'ANSWERED', ?, ?, ?)";

    private final EmbeddedMariaDb database;
    private final Random random;
    private int written;

    PbxTable(EmbeddedMariaDb database, Random random) {
        this.database = database;
        this.random = random;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://" + database.host() + ":" + database.port() + "/" + database.database(),
                database.username(),
                database.password());
    }

    /** Of 2020, ten seconds apart. */
    void fillWithHistory(int rows) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO cdr (calldate, channel, lastapp, disposition, uniqueid, linkedid, sequence)"
                    + " SELECT '2020-01-01' + INTERVAL seq * 10 SECOND, 'PJSIP/trunk-1', 'Queue', 'ANSWERED',"
                    + " CONCAT('1577836800.', seq), CONCAT('1577836800.', seq DIV 3), seq FROM seq_1_to_" + rows);
        }
    }

    /** Rows of calls that begin now, by a clock that is so many minutes off, or began in the hour before. */
    void write(int rows, int clockOffMinutes) throws SQLException {
        try (Connection connection = connect()) {
            write(connection, rows, clockOffMinutes);
        }
    }

    void write(Connection connection, int rows, int clockOffMinutes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < rows; i++) {
                String id = "live." + ++written;
                LocalDateTime begin = LocalDateTime.now(ZoneOffset.UTC)
                        .plusMinutes(clockOffMinutes)
                        .minusSeconds(random.nextInt(3_600));
                insert.setString(1, begin.format(CALLDATE));
                insert.setString(2, id);
                insert.setString(3, id);
                insert.setInt(4, written);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The uniqueid of the newest row. */
    String lastWritten() {
        return "live." + written;
    }

    /** {@code uniqueid/sequence} of every row; fails if one is there twice. */
    Set<String> rows() throws SQLException {
        Set<String> found = new HashSet<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT uniqueid, sequence FROM cdr")) {
            while (rows.next()) {
                if (!found.add(rows.getString(1) + "/" + rows.getInt(2))) {
                    throw new AssertionError("twice: " + rows.getString(1));
                }
            }
        }
        return found;
    }
}
