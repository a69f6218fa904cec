package io.smartcallcenter.kpi.call;

import io.smartcallcenter.events.CdrEvent;
import java.time.Instant;
import java.util.Locale;

/**
 * What the comparison with Asterisk's CDR said last.
 *
 * @param detail for people: the rows that matched, where it is missing and why, or the differences; null once the caller's data
 *     are erased
 */
public record CdrMatch(State state, Instant at, String detail) {

    /** In the order in which one wins if two are said in the same millisecond. */
    public enum State {
        MATCHED,
        MISSING,
        MISMATCHED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** States take this many numbers: a verdict is kept as {@code ms x 4 + state}, so that the last one is the greatest. */
    public static final int STATES = 4;

    private static final int LONGEST_DETAIL = 400;

    static long number(CdrEvent event, Instant at) {
        return at.toEpochMilli() * STATES + state(event).ordinal();
    }

    /** The number in front: the detail of the last verdict is the greatest. Its 14 digits last until the year 2762. */
    static String text(CdrEvent event, Instant at) {
        return number(event, at) + "|" + CallerText.cut(detail(event), LONGEST_DETAIL);
    }

    static CdrMatch from(Long number, String text) {
        if (number == null) {
            return null;
        }
        return new CdrMatch(
                State.values()[(int) (number % STATES)],
                Instant.ofEpochMilli(number / STATES),
                text.equals(CallerText.ERASED) ? null : text.substring(text.indexOf('|') + 1));
    }

    private static State state(CdrEvent event) {
        if (event instanceof CdrEvent.Matched) {
            return State.MATCHED;
        }
        return event instanceof CdrEvent.Missing ? State.MISSING : State.MISMATCHED;
    }

    private static String detail(CdrEvent event) {
        if (event instanceof CdrEvent.Matched matched) {
            return matched.rows() + " rows, " + matched.billableS() + " s billable";
        }
        if (event instanceof CdrEvent.Missing missing) {
            String reason = missing.reason() == null ? "" : ": " + missing.reason();
            return "missing in the " + (missing.side() == CdrEvent.Side.CDR ? "CDR" : "events") + reason;
        }
        return String.join("; ", ((CdrEvent.Mismatched) event).differences());
    }
}
