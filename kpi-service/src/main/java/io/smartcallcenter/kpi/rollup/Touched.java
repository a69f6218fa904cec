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
 * <p>An entry or an offer is named, not its quarters: a join does not know of a leave that was reported before it, and a release or
 * a hold does not know when the offer began. Who reads the fact knows all of its quarters. A refusal and a state have one moment.
 */
public final class Touched {

    private Touched() {}

    /** What names no queue touches nothing. */
    public static Map<RollUpKey, Touch> by(Collection<Contribution> contributions) {
        Map<RollUpKey, Collected> collected = new HashMap<>();
        for (Contribution each : contributions) {
            RollUpKey key = key(each);
            if (key != null) {
                collected
                        .computeIfAbsent(key, any -> new Collected(new HashSet<>(), new HashSet<>(), new HashSet<>()))
                        .add(each);
            }
        }
        Map<RollUpKey, Touch> touched = new HashMap<>();
        collected.forEach((key, all) -> touched.put(key, new Touch(all.facts, all.rows, all.marks, false)));
        return touched;
    }

    /** Whose roll-ups one contribution touches; null for what has none. */
    public static RollUpKey key(Contribution contribution) {
        String name =
                switch (contribution.kind()) {
                    case QUEUE_ENTRY -> text(contribution, QueueEntryFacts.QUEUE);
                    case REFUSAL -> text(contribution, Refusal.QUEUE);
                    case OFFER -> text(contribution, OfferFacts.INTERFACE);
                    case OPERATOR_STATE -> text(contribution, StateMark.INTERFACE);
                    default -> null;
                };
        if (name == null) {
            return null;
        }
        boolean queue = contribution.kind() == DocumentKind.QUEUE_ENTRY || contribution.kind() == DocumentKind.REFUSAL;
        return queue ? RollUpKey.queue(name) : RollUpKey.operator(name);
    }

    private static String text(Contribution contribution, String path) {
        return (String) contribution.value(path);
    }

    private record Collected(Set<String> facts, Set<Quarter> rows, Set<Quarter> marks) {

        void add(Contribution contribution) {
            switch (contribution.kind()) {
                case REFUSAL -> rows.add(Quarter.of((Instant) contribution.value(Refusal.AT)));
                case OPERATOR_STATE ->
                    marks.add(Quarter.of(Math.floorDiv((Long) contribution.value(StateMark.AT), 1000)));
                default -> facts.add(contribution.id());
            }
        }
    }
}
