package io.smartcallcenter.kpi.ingest;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.kpi.call.CallFacts;
import io.smartcallcenter.kpi.call.CallbackNumber;
import io.smartcallcenter.kpi.call.Timeline;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.node.LifeSign;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an event says about documents: a pure function, of no other event and of no clock. */
public final class Facts {

    private Facts() {}

    /**
     * @return empty for an event that counts nowhere
     * @throws RuntimeException if the content cannot be true: the event is poison
     */
    public static List<Contribution> of(Envelope<?> envelope) {
        List<Contribution> facts = ofEvent(envelope);
        return LifeSign.fact(envelope).map(sign -> with(facts, sign)).orElse(facts);
    }

    private static List<Contribution> with(List<Contribution> facts, Contribution sign) {
        List<Contribution> all = new ArrayList<>(facts);
        all.add(sign);
        return all;
    }

    private static List<Contribution> ofEvent(Envelope<?> envelope) {
        SccEvent event = envelope.data();
        Instant at = envelope.meta().time();
        if (event instanceof CallEvent call) {
            List<Contribution> facts = new ArrayList<>(ofCall(call, at));
            CallFacts.of(call, at).ifPresent(facts::add);
            if (call instanceof CallEvent.CallbackRequested asked) {
                CallbackNumber.fact(asked, at).ifPresent(facts::add);
            }
            facts.add(Timeline.fact(call.callId(), envelope));
            return facts;
        }
        if (event instanceof RoutingEvent routing) {
            return ofNoCall(routing.callId())
                    ? List.of()
                    : List.of(CallFacts.of(routing, at), Timeline.fact(routing.callId(), envelope));
        }
        if (event instanceof CdrEvent cdr) {
            return List.of(CallFacts.of(cdr, at), Timeline.fact(cdr.callId(), envelope));
        }
        if (event instanceof AgentEvent agent) {
            return StateMark.facts(agent, node(envelope), at);
        }
        if (event instanceof NodeEvent node) {
            return Outage.fact(node, at).stream().toList();
        }
        return List.of();
    }

    /** Commands about operators and queues name the node alone. */
    private static boolean ofNoCall(String callId) {
        return callId.indexOf('/') < 0;
    }

    private static List<Contribution> ofCall(CallEvent event, Instant at) {
        if (event instanceof CallEvent.QueueJoined joined) {
            return List.of(QueueEntryFacts.of(joined, at));
        }
        if (event instanceof CallEvent.QueueLeft left) {
            return List.of(QueueEntryFacts.of(left, at));
        }
        if (event instanceof CallEvent.QueueRefused refused) {
            return List.of(Refusal.fact(refused, at));
        }
        if (event instanceof CallEvent.OfferStarted started) {
            return List.of(OfferFacts.of(started, at));
        }
        if (event instanceof CallEvent.OfferEnded ended) {
            return List.of(OfferFacts.of(ended, at));
        }
        if (event instanceof CallEvent.Answered answered) {
            return answered.entryId() == null
                    ? List.of(OfferFacts.of(answered, at))
                    : List.of(OfferFacts.of(answered, at), QueueEntryFacts.of(answered, at));
        }
        if (event instanceof CallEvent.Released released) {
            return List.of(OfferFacts.of(released, at));
        }
        if (event instanceof CallEvent.Hold hold) {
            return OfferFacts.of(hold, at).stream().toList();
        }
        if (event instanceof CallEvent.Unhold unhold) {
            return OfferFacts.of(unhold, at).stream().toList();
        }
        return List.of();
    }

    /** {@code /asterisk/<node>} names the node. */
    private static String node(Envelope<?> envelope) {
        String source = envelope.meta().source();
        return source.substring(source.lastIndexOf('/') + 1);
    }
}
