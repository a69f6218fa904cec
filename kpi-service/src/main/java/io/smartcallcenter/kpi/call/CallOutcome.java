package io.smartcallcenter.kpi.call;

import io.smartcallcenter.events.EntryOutcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a call ended, as far as the operators are concerned: its last wait decides. */
public enum CallOutcome {
    ANSWERED,
    ABANDONED,
    TIMEOUT,
    LEFT_EMPTY,
    EXIT_KEY,
    WITHDRAWN,
    TRANSFERRED_OUT,
    LOST,
    /** In a queue. */
    WAITING,
    /** Sent to a queue that did not take it, and in no queue. */
    REFUSED,
    /** In no queue, and no operator answered: it ended in a menu, left a message, rang one phone in vain, or has just begun. */
    NONE;

    static CallOutcome of(EntryOutcome outcome) {
        return valueOf(outcome.name());
    }

    /** The name in the API: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CallOutcome> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(name))
                .findFirst();
    }
}
