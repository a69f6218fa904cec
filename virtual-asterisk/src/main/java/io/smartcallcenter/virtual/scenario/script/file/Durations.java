package io.smartcallcenter.virtual.scenario.script.file;

import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.load.DurationSpec;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phrases of a scenario that say how long something lasts and what a phone does. Null for what is none of them. */
final class Durations {

    private static final String LENGTH = "(\\d{1,9}(?:\\.\\d{1,3})? ?(?:ms|s|min|h))";
    private static final Pattern PARTS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?(ms|s|min|h)");
    private static final Pattern RANGE = Pattern.compile(LENGTH + " to " + LENGTH);
    private static final Pattern EXPONENTIAL = Pattern.compile("exponential " + LENGTH);
    private static final Pattern LOGNORMAL = Pattern.compile("lognormal " + LENGTH + " sigma (\\d(?:\\.\\d{1,3})?)");
    private static final Pattern ANSWERS =
            Pattern.compile("answers after " + LENGTH + "(?: and hangs up after " + LENGTH + ")?");
    private static final Pattern REJECTS = Pattern.compile("rejects after " + LENGTH);

    private Durations() {}

    static Duration length(String text) {
        Matcher parts = PARTS.matcher(text.trim());
        if (!parts.matches()) {
            return null;
        }
        long millis =
                switch (parts.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "min" -> 60_000;
                    default -> 3_600_000;
                };
        return Duration.ofNanos((long) (Double.parseDouble(parts.group(1)) * millis * 1_000_000));
    }

    /** {@code 4 s}, {@code 1 s to 3 s}, {@code exponential 60 s}, {@code lognormal 90 s sigma 0.6}. */
    static DurationSpec spec(String text) {
        Duration fixed = length(text);
        if (fixed != null) {
            return DurationSpec.of(fixed);
        }
        Matcher matcher = RANGE.matcher(text);
        if (matcher.matches() && length(matcher.group(1)).compareTo(length(matcher.group(2))) <= 0) {
            return new DurationSpec.Uniform(length(matcher.group(1)), length(matcher.group(2)));
        }
        matcher = EXPONENTIAL.matcher(text);
        if (matcher.matches()) {
            return new DurationSpec.Exponential(length(matcher.group(1)));
        }
        matcher = LOGNORMAL.matcher(text);
        if (matcher.matches() && Double.parseDouble(matcher.group(2)) <= 3) {
            return new DurationSpec.Lognormal(length(matcher.group(1)), Double.parseDouble(matcher.group(2)));
        }
        return null;
    }

    /** {@code ignores}, {@code answers after 1 s}, {@code answers after 1 s and hangs up after 3 s}, {@code rejects after 1 s}. */
    static Reaction reaction(String text) {
        if (text.equals("ignores")) {
            return Reaction.IGNORE;
        }
        Matcher matcher = ANSWERS.matcher(text);
        if (matcher.matches()) {
            Duration after = length(matcher.group(1));
            return matcher.group(2) == null
                    ? Reaction.answer(after)
                    : Reaction.answerAndHangUp(after, length(matcher.group(2)));
        }
        matcher = REJECTS.matcher(text);
        return matcher.matches() ? Reaction.reject(length(matcher.group(1))) : null;
    }
}
