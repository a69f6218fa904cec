package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.CallEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All live calls. Remembers which calls have ended, because settled events ({@code call.queue.left}) come after the end. */
final class LiveCalls {

    private static final int MAX_CALLS = 20_000;
    private static final int MAX_ENDED = 20_000;

    private final Map<String, LiveCall> calls = new Bounded<>(MAX_CALLS);
    private final Map<String, Boolean> ended = new Bounded<>(MAX_ENDED);

    /** The queue that the call is or was last in; null when unknown. */
    String queueOf(String callId) {
        LiveCall call = calls.get(callId);
        return call == null ? null : call.queue();
    }

    /** Interfaces of the operators who ring or talk in it. */
    Set<String> operatorsOf(String callId) {
        LiveCall call = calls.get(callId);
        return call == null ? Set.of() : call.operators();
    }

    List<CallView> ofOperator(String iface) {
        return calls.values().stream()
                .filter(call -> call.operators().contains(iface))
                .map(LiveCall::view)
                .toList();
    }

    boolean hasEnded(String callId) {
        return ended.containsKey(callId);
    }

    List<CallView> views() {
        return calls.values().stream().map(LiveCall::view).toList();
    }

    void apply(CallEvent event, Instant at) {
        if (ended.containsKey(event.callId())) {
            return;
        }
        if (event instanceof CallEvent.Ended) {
            calls.remove(event.callId());
            ended.put(event.callId(), true);
            return;
        }
        if (begins(event)) {
            change(calls.computeIfAbsent(event.callId(), id -> new LiveCall(id, at)), event, at);
        } else if (calls.containsKey(event.callId())) {
            change(calls.get(event.callId()), event, at);
        }
    }

    private static boolean begins(CallEvent event) {
        return event instanceof CallEvent.Started
                || event instanceof CallEvent.RouteRequested
                || event instanceof CallEvent.QueueJoined
                || event instanceof CallEvent.OfferStarted
                || event instanceof CallEvent.Answered;
    }

    private static void change(LiveCall call, CallEvent event, Instant at) {
        if (event instanceof CallEvent.Started started) {
            call.asked(started.caller(), started.dialled(), at);
        } else if (event instanceof CallEvent.RouteRequested requested) {
            call.asked(requested.caller(), requested.dialled(), at);
        } else if (event instanceof CallEvent.QueueJoined joined) {
            call.joined(joined, at);
        } else if (event instanceof CallEvent.OfferStarted offer) {
            call.rings(offer, at);
        } else if (event instanceof CallEvent.OfferEnded offer) {
            call.stopsRinging(offer, at);
        } else if (event instanceof CallEvent.Answered answered) {
            call.answered(answered, at);
        } else if (event instanceof CallEvent.Hold) {
            call.hold(true, at);
        } else if (event instanceof CallEvent.Unhold) {
            call.hold(false, at);
        } else if (event instanceof CallEvent.Released released) {
            call.released(released, at);
        } else if (event instanceof CallEvent.QueueLeft left) {
            call.left(left, at);
        } else if (event instanceof CallEvent.Fallback fallback) {
            call.fellBack(fallback);
        }
    }
}
