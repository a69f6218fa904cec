package io.smartcallcenter.cdr.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Servers that Asterisk writes its CDR to: {@code cdr_adaptive_odbc} or {@code cdr_mysql}, and {@code cdr_pgsql}. */
public enum DatabaseType {
    MYSQL,
    MARIADB,
    POSTGRESQL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DatabaseType> of(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst();
    }
}
