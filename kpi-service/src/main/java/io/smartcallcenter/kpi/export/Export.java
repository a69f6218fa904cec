package io.smartcallcenter.kpi.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Data left the service as a file.
 *
 * @param at to the millisecond
 * @param who the token's name
 * @param path of the request
 * @param parameters of the query, without the number of a caller
 * @param format {@code csv} or {@code xlsx}
 * @param rows without the header
 */
public record Export(
        Instant at, String who, String path, Map<String, List<String>> parameters, String format, long rows) {

    /** The parameter that may hold a caller's number. */
    private static final String CALLER = "caller";

    private static final List<String> HIDDEN = List.of("***");

    public Export {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        parameters = withoutCaller(parameters);
    }

    private static Map<String, List<String>> withoutCaller(Map<String, List<String>> parameters) {
        Map<String, List<String>> shown = new TreeMap<>(parameters);
        shown.computeIfPresent(CALLER, (name, values) -> HIDDEN);
        return shown;
    }
}
