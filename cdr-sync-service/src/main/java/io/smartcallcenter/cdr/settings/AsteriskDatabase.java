package io.smartcallcenter.cdr.settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The table of one Asterisk node.
 *
 * @param node the first part of the ids of its calls
 * @param port 1..65535
 * @param password as the server wants it; never shown and never logged
 * @param database {@code asteriskcdrdb}
 * @param table {@code cdr}
 * @param zone of {@code calldate}: that of the Asterisk host
 * @param enabled false: its rows are not read for now
 */
public record AsteriskDatabase(
        String node,
        DatabaseType type,
        String host,
        int port,
        String username,
        String password,
        String database,
        String table,
        ZoneId zone,
        boolean enabled) {

    /** Whether a password that was given for the other one may be sent to this one. */
    public boolean sameServer(AsteriskDatabase other) {
        return node.equals(other.node)
                && type == other.type
                && host.equals(other.host)
                && port == other.port
                && username.equals(other.username);
    }

    /** Whether both are one table, as far as the settings tell: a server may have several names. */
    public boolean sameTable(AsteriskDatabase other) {
        return address().equals(other.address());
    }

    /** Which table it is, whoever reads it: {@code host:port/database.table} in small letters. */
    public String address() {
        return (host + ":" + port + "/" + database + "." + table).toLowerCase(Locale.ROOT);
    }

    /** The names of what is not the same. */
    List<String> differences(AsteriskDatabase other) {
        List<String> names = new ArrayList<>();
        Map<String, Function<AsteriskDatabase, Object>> parts = Map.of(
                "db_type", AsteriskDatabase::type,
                "host", AsteriskDatabase::host,
                "port", AsteriskDatabase::port,
                "username", AsteriskDatabase::username,
                "password", AsteriskDatabase::password,
                "database", AsteriskDatabase::database,
                "table", AsteriskDatabase::table,
                "zone", AsteriskDatabase::zone,
                "enabled", AsteriskDatabase::enabled);
        parts.forEach((name, part) -> {
            if (!Objects.equals(part.apply(this), part.apply(other))) {
                names.add(name);
            }
        });
        return names.stream().sorted().toList();
    }

    public AsteriskDatabase withPassword(String given) {
        return new AsteriskDatabase(node, type, host, port, username, given, database, table, zone, enabled);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return node + ": " + type + " " + username + "@" + host + ":" + port + "/" + database + "." + table;
    }
}
