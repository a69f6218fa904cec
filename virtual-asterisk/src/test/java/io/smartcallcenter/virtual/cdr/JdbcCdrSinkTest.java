package io.smartcallcenter.virtual.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.embedded.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcCdrSinkTest {

    @Test
    void rowsArriveInMariaDbInTheirOrder() throws SQLException {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(0)) {
            String url = "jdbc:mariadb://" + database.host() + ":" + database.port() + "/" + database.database();
            try (JdbcCdrSink sink = new JdbcCdrSink(url, database.username(), database.password())) {
                sink.write(
                        List.of(row("PJSIP/0002-00000001", "NO ANSWER", 0), row("PJSIP/0001-00000002", "ANSWERED", 3)));
            }
            try (Connection connection = DriverManager.getConnection(url, database.username(), database.password());
                    ResultSet rows = connection
                            .createStatement()
                            .executeQuery(
                                    "SELECT DATE_FORMAT(calldate, '%Y-%m-%d %H:%i:%s'), dstchannel, disposition, amaflags,"
                                            + " sequence, LENGTH(uniqueid) FROM cdr ORDER BY sequence")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("2026-11-22 22:28:20");
                assertThat(rows.getString(2)).isEqualTo("PJSIP/0002-00000001");
                assertThat(rows.getString(3)).isEqualTo("NO ANSWER");
                assertThat(rows.getInt(4)).isEqualTo(3);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(5)).isEqualTo(3);
                assertThat(rows.getInt(6)).as("cut to the column's width").isEqualTo(32);
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static CdrRow row(String dstchannel, String disposition, long sequence) {
        return new CdrRow(
                1_795_386_500_174_000L,
                "\"External Call\" <79010000001>",
                "79010000001",
                "support",
                "scc-queue",
                "PJSIP/trunk-00000000",
                dstchannel,
                "Queue",
                "support,,,,",
                4,
                4,
                disposition,
                "leg-" + "0".repeat(36),
                "1795386500.0",
                sequence);
    }
}
