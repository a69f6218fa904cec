package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** PostgreSQL: {@code cdr_pgsql}, or {@code cdr_adaptive_odbc} with its driver. */
record PostgresDialect() implements Dialect {

    @Override
    public List<String> session(Duration longestStatement) {
        return List.of(
                "SET TIME ZONE 'UTC'",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                "SET statement_timeout = " + Math.max(1, longestStatement.toMillis()));
    }

    @Override
    public String columns() {
        return "SELECT LOWER(column_name) AS name, LOWER(data_type) AS type, (is_identity = 'YES' OR column_default LIKE 'nextval(%')"
                + " IS TRUE AS counter FROM information_schema.columns WHERE table_schema = ANY (current_schemas(false))"
                + " AND table_name = $1";
    }

    @Override
    public String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String parameter(int number) {
        return "$" + number;
    }

    @Override
    public String timeParameter(int number) {
        return "$" + number + "::text::timestamp";
    }

    @Override
    public String timeAsText(String column) {
        return "to_char(" + column + ", 'YYYY-MM-DD HH24:MI:SS')";
    }

    @Override
    public String zeroDate(String column) {
        return "false";
    }

    @Override
    public boolean isMoment(String columnType) {
        return columnType.equals("timestamp with time zone");
    }

    @Override
    public String now() {
        return "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS now";
    }

    @Override
    public Uni<Boolean> mayWrite(DatabaseAccess access, String table) {
        return access.query(
                        "SELECT has_table_privilege(quote_ident($1), 'INSERT, UPDATE, DELETE') AS writes",
                        Tuple.of(table))
                .map(rows -> rows.iterator().next().getBoolean("writes"));
    }
}
