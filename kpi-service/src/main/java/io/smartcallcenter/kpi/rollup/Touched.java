package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose roll-ups contributions touch: a pure function of what they say.
 *
 * <p>Entries, offers and states are named, not their quarters: a join does not know of a leave that was reported before it, and a
 * release or a hold does not know when the offer began. Who reads the fact knows all of its quarters. A refusal has one moment.
 */
public final class Touched {

    private Touched() {}

    /** What names no queue touches nothing. */
    public static Map<RollUpKey, Touch> by(Collection<Contribution> contributions) {
        Map<RollUpKey, Collected> collected = new HashMap<>();
        for (Contribution each : contributions) {
            RollUpKey key = key(each);
            if (key != null) {
                collected.computeIfAbsent(key, any -> new Collected()).add(each);
            }
        }
        Map<RollUpKey, Touch> touched = new HashMap<>();
        collected.forEach((key, all) -> touched.put(key, new Touch(all.facts, all.states, all.rows, Set.of(), false)));
        return touched;
    }

    /** Whose roll-ups one contribution touches; null for what has none. */
    public static RollUpKey key(Contribution contribution) {
        String name = (String)
                switch (contribution.kind()) {
                    case QUEUE_ENTRY -> contribution.value(QueueEntryFacts.QUEUE);
                    case REFUSAL -> contribution.value(Refusal.QUEUE);
                    case OFFER -> contribution.value(OfferFacts.INTERFACE);
                    case OPERATOR_STATE -> contribution.value(StateMark.INTERFACE);
                    default -> null;
                };
        if (name == null) {
            return null;
        }
        boolean queue = contribution.kind() == DocumentKind.QUEUE_ENTRY || contribution.kind() == DocumentKind.REFUSAL;
        return queue ? RollUpKey.queue(name) : RollUpKey.operator(name);
    }

    private static final class Collected {

        private final Set<String> facts = new HashSet<>();
        private final Set<String> states = new HashSet<>();
        private final Set<Quarter> rows = new HashSet<>();

        private void add(Contribution contribution) {
            switch (contribution.kind()) {
                case REFUSAL -> rows.add(Quarter.of((Instant) contribution.value(Refusal.AT)));
                case OPERATOR_STATE -> states.add(contribution.id());
                default -> facts.add(contribution.id());
            }
        }
    }
}
