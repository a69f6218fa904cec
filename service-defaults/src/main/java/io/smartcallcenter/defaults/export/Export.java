package io.smartcallcenter.defaults.export;

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

    /** The parameters that may hold a caller's number. */
    private static final List<String> NUMBERS = List.of("caller", "src", "dst");

    private static final List<String> HIDDEN = List.of("***");

    public Export {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        parameters = withoutCaller(parameters);
    }

    private static Map<String, List<String>> withoutCaller(Map<String, List<String>> parameters) {
        Map<String, List<String>> shown = new TreeMap<>(parameters);
        NUMBERS.forEach(number -> shown.computeIfPresent(number, (name, values) -> HIDDEN));
        return shown;
    }
}
