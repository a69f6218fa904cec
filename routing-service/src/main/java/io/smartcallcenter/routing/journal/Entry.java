package io.smartcallcenter.routing.journal;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Decided;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * What one event says about one decision. Both kinds may come in any order, and again.
 *
 * @param at of the event, by the clock of whoever wrote it
 */
record Entry(RoutingEvent event, Instant at) {

    /** Empty for what says nothing: a repetition that the gateway did not execute again is no refusal of the decision. */
    static Optional<Entry> of(Envelope<?> envelope) {
        if (envelope.data() instanceof Decided decided) {
            return Optional.of(new Entry(decided, envelope.meta().time()));
        }
        return envelope.data() instanceof CommandRefused refused && refused.reason() != Refusal.DUPLICATE
                ? Optional.of(new Entry(refused, envelope.meta().time()))
                : Optional.empty();
    }

    String decisionId() {
        return event instanceof Decided decided ? decided.decisionId() : ((CommandRefused) event).decisionId();
    }

    /** The command of a decision; null for a refusal, which names its type only. */
    CallCommand command() {
        return event instanceof Decided decided ? decided.command() : null;
    }
}
