package io.smartcallcenter.notification.alert.api;

import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.AlertRule;
import io.smartcallcenter.notification.alert.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads what an administrator says of a rule; everything that is wrong with it is named at once. */
final class RuleBodies {

    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final int LONGEST_SELECTOR = 128;
    private static final int LONGEST_ADVICE = 500;

    /** In seconds; a successor that takes over must still read the whole of it in the log. */
    private static final int LONGEST_HOLD = 840;

    private static final int USUAL_CALLS = 20;
    private static final int MOST_CALLS = 100_000;

    private final RuleBody body;
    private final BodyText text = new BodyText();

    private RuleBodies(RuleBody body) {
        this.body = body;
    }

    /**
     * @param id of the rule that is changed; null = the body says it
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names each wrong field
     */
    static AlertRule read(RuleBody given, String id) {
        RuleBody body =
                given == null ? new RuleBody(null, null, null, null, null, null, null, null, null, null, null) : given;
        return new RuleBodies(body).read(id);
    }

    private AlertRule read(String changed) {
        String id = changed == null ? id() : changed;
        AlertKind kind = choice("kind", body.kind(), AlertKind.class, null);
        String selector = body.selector() == null
                ? Selector.ALL.pattern()
                : text.pattern("selector", body.selector(), LONGEST_SELECTOR);
        double threshold = threshold(kind);
        double clear = clear(kind, threshold);
        Duration hold = seconds("hold_s", body.holdS());
        Duration clearHold = seconds("clear_hold_s", body.clearHoldS());
        int calls = calls(kind);
        Severity severity = choice("severity", body.severity(), Severity.class, Severity.WARNING);
        String advice = text.line("advice", body.advice(), LONGEST_ADVICE);
        text.refuse();
        return new AlertRule(
                id,
                kind,
                new Selector(selector),
                threshold,
                clear,
                hold,
                clearHold,
                calls,
                severity,
                !Boolean.FALSE.equals(body.enabled()),
                advice == null || advice.equals(kind.advice()) ? null : advice);
    }

    private String id() {
        if (body.id() == null || !ID.matcher(body.id()).matches()) {
            text.wrong("id", "must be 1 to 64 of a-z, 0-9 and -");
        }
        return body.id();
    }

    private <E extends Enum<E>> E choice(String field, String value, Class<E> type, E usual) {
        if (value == null && usual != null) {
            return usual;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(value)) {
                return each;
            }
        }
        text.wrong(field, "is not one of " + String.join(", ", names(type)));
        return usual;
    }

    private static String[] names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new);
    }

    private double threshold(AlertKind kind) {
        if (kind == null || !kind.measured()) {
            none("threshold", kind, body.threshold());
            return 1;
        }
        Double given = body.threshold();
        if (given == null || !(given >= kind.lowest() && given <= kind.highest())) {
            text.wrong("threshold", "is not within %d..%d".formatted((long) kind.lowest(), (long) kind.highest()));
            return kind.lowest();
        }
        return given;
    }

    private double clear(AlertKind kind, double threshold) {
        if (kind == null || !kind.measured()) {
            none("clear_threshold", kind, body.clearThreshold());
            return 1;
        }
        Double given = body.clearThreshold();
        if (given == null) {
            return threshold;
        }
        boolean good = kind.lowIsBad()
                ? given >= threshold && given <= kind.highest()
                : given <= threshold && given >= kind.lowest();
        if (!good) {
            text.wrong(
                    "clear_threshold",
                    kind.lowIsBad()
                            ? "is not within threshold..%d".formatted((long) kind.highest())
                            : "is not within %d..threshold".formatted((long) kind.lowest()));
        }
        return given;
    }

    private void none(String field, AlertKind kind, Double given) {
        if (kind != null && given != null) {
            text.wrong(field, "is of no use for " + kind);
        }
    }

    private Duration seconds(String field, Integer given) {
        if (given != null && (given < 0 || given > LONGEST_HOLD)) {
            text.wrong(field, "is not within 0.." + LONGEST_HOLD);
        }
        return Duration.ofSeconds(given == null ? 0 : given);
    }

    private int calls(AlertKind kind) {
        Integer given = body.minCalls();
        if (kind != AlertKind.SERVICE_LEVEL_LOW) {
            if (kind != null && given != null) {
                text.wrong("min_calls", "is of no use for " + kind);
            }
            return 0;
        }
        if (given != null && (given < 1 || given > MOST_CALLS)) {
            text.wrong("min_calls", "is not within 1.." + MOST_CALLS);
        }
        return given == null ? USUAL_CALLS : given;
    }
}
