package io.smartcallcenter.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.gateway.normalize.Signal;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Counts what became of each command, and tells on {@code routing-events} which ones were refused and why. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final MeterRegistry meters;
    private final Consumer<Signal> signals;

    Refusals(MeterRegistry meters, Consumer<Signal> signals) {
        this.meters = meters;
        this.signals = signals;
    }

    void done(CallCommand command) {
        count(EventCodec.typeOf(command), "done");
    }

    /** @param detail for people; may be null */
    void refused(CallCommand command, Refusal reason, String detail) {
        String type = EventCodec.typeOf(command);
        count(type, reason.name().toLowerCase(Locale.ROOT));
        LOG.debugf("%s %s for %s refused: %s %s", type, command.decisionId(), command.callId(), reason, detail);
        tell(new CommandRefused(command.callId(), command.decisionId(), type, reason, detail));
    }

    /** A command that cannot be read. What it calls itself is no measure's tag unless it is a type of the contract. */
    void unreadable(CommandRefused refused) {
        boolean known = EventCodec.types().containsKey(refused.command());
        count(known ? refused.command() : "unknown", refused.reason().name().toLowerCase(Locale.ROOT));
        LOG.warnf("%s for %s refused: %s", refused.decisionId(), refused.callId(), refused.detail());
        tell(refused);
    }

    private void tell(CommandRefused refused) {
        signals.accept(new Signal.Refused(refused, Instant.now()));
    }

    private void count(String type, String result) {
        meters.counter("scc.commands", "type", type, "result", result).increment();
    }
}
