package io.smartcallcenter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedMariaDbTest {

    @Test
    void keepsCallDetailRecordsWithACounterInTheOrderOfArrival() throws SQLException {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(0)) {
            try (Connection connection = connect(server, server.username(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO cdr (uniqueid) VALUES ('1.1')");
                statement.execute("INSERT INTO cdr (uniqueid) VALUES ('1.0')");

                assertThat(column(statement, "SELECT uniqueid FROM cdr ORDER BY id"))
                        .containsExactly("1.1", "1.0");
            }
            assertThatThrownBy(() -> connect(server, "root", "")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(server, server.username(), "wrong"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void thePlainTableIsFreePbxsOwn() throws SQLException {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(0, EmbeddedMariaDb.CdrTable.PLAIN);
                Connection connection = connect(server, server.username(), server.password());
                Statement statement = connection.createStatement()) {

            assertThat(column(statement, "SHOW COLUMNS FROM cdr"))
                    .hasSize(26)
                    .contains("calldate", "linkedid", "sequence")
                    .doesNotContain("id", "inserted_at");
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static Connection connect(EmbeddedMariaDb server, String user, String password) throws SQLException {
        String url = "jdbc:mariadb://" + server.host() + ":" + server.port() + "/" + server.database();
        return DriverManager.getConnection(url, user, password);
    }
}
