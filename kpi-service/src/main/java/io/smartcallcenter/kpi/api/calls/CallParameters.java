package io.smartcallcenter.kpi.api.calls;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.kpi.call.CallOutcome;
import io.smartcallcenter.kpi.call.CallerText;
import io.smartcallcenter.kpi.call.CdrMatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads parameters; what cannot be read is a 400 that names it. Null is an absent one. */
final class CallParameters {

    static final String NOT_COMPARED = "none";

    private static final Duration LONGEST_RANGE = Duration.ofDays(400);
    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_WAIT_S = 86_400;

    private CallParameters() {}

    static QueryRange range(String from, String to) {
        return QueryRange.of(from, to, LONGEST_RANGE);
    }

    static int limit(String value) {
        return value == null ? USUAL : (int) number("limit", value, 1, MOST);
    }

    static Long minWaitMs(String value) {
        return value == null ? null : number("minWait", value, 0, LONGEST_WAIT_S) * 1000;
    }

    static Set<String> names(String parameter, List<String> values) {
        if (values.size() > MOST_NAMES) {
            throw Problems.unreadable(parameter, "is given more than " + MOST_NAMES + " times");
        }
        values.forEach(value -> name(parameter, value));
        return Set.copyOf(values);
    }

    static String name(String parameter, String value) {
        if (value != null && (value.isBlank() || value.length() > LONGEST_NAME)) {
            throw Problems.unreadable(parameter, value.isBlank() ? "is empty" : "is too long");
        }
        return value;
    }

    static String callerDigits(String value) {
        if (value == null) {
            return null;
        }
        String digits = CallerText.digits(value);
        if (digits.isEmpty()) {
            throw Problems.unreadable("caller", "is no number");
        }
        return digits;
    }

    static CallOutcome outcome(String value) {
        return value == null
                ? null
                : CallOutcome.ofWireName(value)
                        .orElseThrow(() -> Problems.unreadable(
                                "outcome",
                                "is not one of "
                                        + list(Arrays.stream(CallOutcome.values())
                                                .map(CallOutcome::wireName))));
    }

    /** Null for {@link #NOT_COMPARED} too. */
    static CdrMatch.State cdr(String value) {
        if (value == null || value.equals(NOT_COMPARED)) {
            return null;
        }
        return Arrays.stream(CdrMatch.State.values())
                .filter(each -> each.wireName().equals(value))
                .findFirst()
                .orElseThrow(() -> Problems.unreadable("cdr", "is not one of matched, missing, mismatched, none"));
    }

    private static String list(Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }

    private static long number(String parameter, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable(parameter, "is not a whole number");
        }
        throw Problems.unreadable(parameter, "is not within " + least + ".." + most);
    }
}
