package io.smartcallcenter.cdr.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one step of a trial found. */
@Schema(name = "DatabaseCheck")
public record Check(
        @Schema(description = "reachable, login, database, table, columns, privileges, clock, rows", examples = "login")
                String name,
        @Schema(description = "ok, warning, failed, or skipped because one before it failed", examples = "failed")
                String result,
        @Schema(description = "Duration in ms; 0 for a skipped one") long ms,
        @Schema(description = "What was found", examples = "the server refuses the user or the password") String detail,
        @Schema(description = "What to do; null where there is nothing to do", nullable = true) String advice) {

    public static final String REACHABLE = "reachable";
    public static final String LOGIN = "login";
    public static final String DATABASE = "database";
    public static final String TABLE = "table";
    public static final String COLUMNS = "columns";
    public static final String PRIVILEGES = "privileges";
    public static final String CLOCK = "clock";
    public static final String ROWS = "rows";

    private static final List<String> ALL =
            List.of(REACHABLE, LOGIN, DATABASE, TABLE, COLUMNS, PRIVILEGES, CLOCK, ROWS);

    private static final Map<String, String> ADVICE = Map.of(
            REACHABLE, "check host and port, that the server listens there (bind-address), and firewalls on the way",
            LOGIN, "check user name and password, and that the user may come from the host of this service",
            DATABASE, "check db_type and the name of the database, and GRANT SELECT on it",
            TABLE, "check the name of the table, and GRANT SELECT on it",
            COLUMNS, "deploy/asterisk/sql/cdr-id.sql adds the id; the needed columns are those of cdr_adaptive_odbc",
            PRIVILEGES, "GRANT SELECT ON the table is all that is needed",
            CLOCK, "synchronise the clocks (NTP); no row is lost, but rows of a wrong hour are reported in that hour",
            ROWS, "check that Asterisk writes CDRs: 'cdr show status' on its console");

    /** How a check ended. */
    enum Result {
        OK,
        WARNING,
        FAILED,
        SKIPPED
    }

    /** @param begun by System.nanoTime */
    static Check of(String name, Result result, long begun, String detail) {
        return new Check(
                name,
                result.name().toLowerCase(Locale.ROOT),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                detail,
                result == Result.OK ? null : ADVICE.get(name));
    }

    /** With those that were not reached. */
    static List<Check> withSkipped(List<Check> done) {
        List<Check> all = new ArrayList<>(done);
        for (String name : ALL) {
            if (done.stream().noneMatch(each -> each.name.equals(name))) {
                all.add(new Check(name, "skipped", 0, "a check before it failed", null));
            }
        }
        return all;
    }
}
