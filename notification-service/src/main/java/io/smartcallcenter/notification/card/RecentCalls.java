package io.smartcallcenter.notification.card;

import io.smartcallcenter.events.Party;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who calls, of the calls that were heard of last: events of offers do not say it. */
final class RecentCalls {

    private final Map<String, Party> callers;

    /** @param most the oldest call is forgotten for one more */
    RecentCalls(int most) {
        this.callers = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Party> eldest) {
                return size() > most;
            }
        };
    }

    /** The first caller with a number stays: after a transfer another one may be announced. */
    synchronized void remember(String callId, Party caller) {
        Party known = callers.get(callId);
        if (known == null || known.number().isEmpty()) {
            callers.put(callId, caller);
        }
    }

    synchronized void forget(String callId) {
        callers.remove(callId);
    }

    /** Null: nothing was heard of its caller. */
    synchronized Party callerOf(String callId) {
        return callers.get(callId);
    }
}
