package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * MySQL and MariaDB.
 *
 * @param timeLimit statement that limits the time of the others
 * @param unitsPerSecond of its number
 */
record MySqlDialect(String timeLimit, long unitsPerSecond) implements Dialect {

    private static final Pattern WRITES = Pattern.compile(
            "^GRANT .*\\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE)\\b.* ON ", Pattern.CASE_INSENSITIVE);
    private static final String ZERO = "'0000-00-00 00:00:00'";

    /** A strict mode would refuse to compare with a zero date. */
    @Override
    public List<String> session(Duration longestStatement) {
        return List.of(
                "SET SESSION sql_mode = ''",
                "SET SESSION time_zone = '+00:00'",
                "SET SESSION TRANSACTION READ ONLY",
                String.format(timeLimit, Math.max(1, longestStatement.toSeconds()) * unitsPerSecond));
    }

    @Override
    public String columns() {
        return "SELECT LOWER(COLUMN_NAME) AS name, LOWER(DATA_TYPE) AS type, EXTRA LIKE '%auto_increment%' AS counter"
                + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?";
    }

    @Override
    public String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String parameter(int number) {
        return "?";
    }

    @Override
    public String timeParameter(int number) {
        return "?";
    }

    @Override
    public String timeAsText(String column) {
        return "DATE_FORMAT(" + column + ", '%Y-%m-%d %H:%i:%s')";
    }

    @Override
    public String zeroDate(String column) {
        return column + " = " + ZERO;
    }

    @Override
    public boolean isMoment(String columnType) {
        return columnType.equals("timestamp");
    }

    @Override
    public String now() {
        return "SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d %H:%i:%s') AS now";
    }

    /** Grants of the user, of patterns of databases, and of roles that are set: whatever the server itself lists. */
    @Override
    public Uni<Boolean> mayWrite(DatabaseAccess access, String table) {
        return access.query("SHOW GRANTS FOR CURRENT_USER()").map(rows -> {
            for (Row row : rows) {
                if (WRITES.matcher(row.getString(0)).find()) {
                    return true;
                }
            }
            return false;
        });
    }
}
