package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.DatabaseType;
import java.time.Duration;
import java.util.List;

/** What differs between the servers. Times travel as text in one form, because a zero date of MySQL is no date for anybody else. */
interface Dialect {

    static Dialect of(DatabaseType type) {
        return switch (type) {
            case MYSQL -> new MySqlDialect("SET SESSION max_execution_time = %d", 1_000);
            case MARIADB -> new MySqlDialect("SET SESSION max_statement_time = %d", 1);
            case POSTGRESQL -> new PostgresDialect();
        };
    }

    /** Each is run on every new connection: UTC, read only, no statement longer than the limit. */
    List<String> session(Duration longestStatement);

    /** Gives {@code name}, {@code type} and {@code counter} (whether the server counts it up) of each column of a table, its parameter. */
    String columns();

    String quoted(String identifier);

    /** Of the parameter with this number, from 1. */
    String parameter(int number);

    /** A parameter that is a text in the form of a time. */
    String timeParameter(int number);

    /** {@code 2026-11-23 09:30:00}. */
    String timeAsText(String column);

    /** Whether the row has a date that is none. */
    String zeroDate(String column);

    /** Types of columns whose values are moments and not the clock of some zone: they are read in UTC. */
    boolean isMoment(String columnType);

    /** The clock of the server, in UTC: {@code now}. */
    String now();

    /** Whether the user may change the table, or more than it. */
    Uni<Boolean> mayWrite(DatabaseAccess access, String table);
}
