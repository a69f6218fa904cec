package io.smartcallcenter.cdr.api;

import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what an administrator says; everything that is wrong with it is named at once. */
final class DatabaseBodies {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,63}");
    private static final int LONGEST_TEXT = 256;
    private static final Pattern USERNAME = Pattern.compile("\\P{Cntrl}{1," + LONGEST_TEXT + "}");
    private static final int HIGHEST_PORT = 65_535;

    private final DatabaseBody body;
    private final List<Violation> violations = new ArrayList<>();

    private DatabaseBodies(DatabaseBody body) {
        this.body = body;
    }

    /**
     * @return with the password of the body, or null if it has none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names each wrong field
     */
    static AsteriskDatabase read(DatabaseBody body) {
        if (body == null) {
            throw Problems.unreadable(List.of(new Violation("body", "body", "is missing")));
        }
        DatabaseBodies reader = new DatabaseBodies(body);
        AsteriskDatabase database = reader.read();
        if (!reader.violations.isEmpty()) {
            throw Problems.unreadable(reader.violations);
        }
        return database;
    }

    /** Whether a node can have this name. */
    static boolean isNode(String text) {
        return NODE.matcher(text).matches();
    }

    private AsteriskDatabase read() {
        int port = body.port() == null ? 0 : body.port();
        if (port < 1 || port > HIGHEST_PORT) {
            wrong("port", "must be 1 to 65535");
        }
        if (body.password() != null && body.password().length() > LONGEST_TEXT) {
            wrong("password", "is longer than " + LONGEST_TEXT + " characters");
        }
        return new AsteriskDatabase(
                matching("node", body.node(), null, NODE, "letters, digits, dots, dashes, underscores"),
                type(),
                matching("host", body.host(), null, HOST, "a host name or an address"),
                port,
                username(),
                body.password(),
                matching(
                        "database", body.database(), "asteriskcdrdb", IDENTIFIER, "a name of letters, digits, _ and $"),
                matching("table", body.table(), "cdr", IDENTIFIER, "a name of letters, digits, _ and $"),
                zone(),
                !Boolean.FALSE.equals(body.enabled()));
    }

    private DatabaseType type() {
        Optional<DatabaseType> type = body.dbType() == null ? Optional.empty() : DatabaseType.of(body.dbType());
        if (type.isEmpty()) {
            wrong("db_type", "must be mysql, mariadb or postgresql");
        }
        return type.orElse(DatabaseType.MARIADB);
    }

    private String username() {
        if (body.username() == null || !USERNAME.matcher(body.username()).matches()) {
            wrong("username", "must have 1 to " + LONGEST_TEXT + " characters, without control characters");
        }
        return body.username();
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(body.zone() == null ? "UTC" : body.zone());
        } catch (DateTimeException unknown) {
            wrong("zone", "is no zone of the IANA database, as Europe/Berlin is");
            return ZoneId.of("UTC");
        }
    }

    private String matching(String field, String value, String byDefault, Pattern pattern, String what) {
        String text = value == null ? byDefault : value;
        if (text == null || !pattern.matcher(text).matches()) {
            wrong(field, "must be " + what);
        }
        return text;
    }

    private void wrong(String field, String message) {
        violations.add(new Violation(field, "body", message));
    }
}
