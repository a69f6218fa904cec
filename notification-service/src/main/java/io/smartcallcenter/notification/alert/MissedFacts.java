package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Offers of each operator that rang out since the last call that they took. What was declined, busy, taken by another or ended by
 * the caller neither counts nor ends the row, as in the reports.
 */
final class MissedFacts {

    private static final int MOST = 5_000;
    private static final int LONGEST = 200;

    private final Map<String, Row> rows = new Newest<>(MOST);

    private static final class Row {

        private final Set<String> offers = new LinkedHashSet<>();
        private String name;
        private int recalled;
        private Instant recalledAt = Instant.MIN;
        private Instant last;

        private int length() {
            return recalled + offers.size();
        }
    }

    void apply(CallEvent event, Instant at) {
        if (event instanceof CallEvent.Answered answered) {
            taken(answered.agent(), at);
        } else if (event instanceof CallEvent.OfferEnded ended) {
            if (ended.outcome() == OfferOutcome.ACCEPTED) {
                taken(ended.agent(), at);
            } else if (ended.outcome() == OfferOutcome.TIMEOUT) {
                missed(ended, at);
            }
        }
    }

    private void taken(Agent agent, Instant at) {
        Row row = row(agent);
        if (at.isAfter(row.recalledAt)) {
            row.offers.clear();
            row.recalled = 0;
        }
    }

    private void missed(CallEvent.OfferEnded ended, Instant at) {
        Row row = row(ended.agent());
        if (at.isAfter(row.recalledAt) && row.offers.size() < LONGEST && row.offers.add(ended.offerId())) {
            row.last = at;
        }
    }

    private Row row(Agent agent) {
        Row row = rows.computeIfAbsent(agent.iface(), iface -> new Row());
        if (row.name == null || !agent.name().equals(agent.iface())) {
            row.name = agent.name();
        }
        return row;
    }

    /** What was before is in the number. */
    void recall(String iface, int number, Instant at) {
        Row row = rows.computeIfAbsent(iface, each -> new Row());
        row.offers.clear();
        row.recalled = number;
        row.recalledAt = at;
    }

    void read(List<Reading> readings) {
        rows.forEach((iface, row) -> readings.add(
                new Reading(AlertKind.MISSED_IN_ROW, iface, row.length(), row.last, 0, People.named(row.name, iface))));
    }
}
