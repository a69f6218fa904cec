package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.Ids;
import java.time.Duration;

/**
 * AgentComplete. A side that is already gone has no block in it, so the ids may be missing (REPORT of the lab: 1 of 500 had
 * neither): then the caller's channel, then the open talk of (queue, interface) tell which one it is.
 */
final class Completions {

    /** TalkTime is in whole seconds of the clock, and the event may be late under load. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Calls calls;
    private final Talks talks;

    Completions(Outbox outbox, Calls calls, Talks talks) {
        this.outbox = outbox;
        this.calls = calls;
        this.talks = talks;
    }

    void completed(AmiFrame frame) {
        EndedBy by = reason(frame);
        Talk talk = completedTalk(frame);
        if (talk != null) {
            talks.end(talk, by == EndedBy.UNKNOWN ? talk.endedBy() : by, frame.moment());
        } else if (frame.has("Uniqueid") && frame.has("DestUniqueid")) {
            completedUnseen(frame, by);
        }
    }

    private static EndedBy reason(AmiFrame frame) {
        return switch (frame.text("Reason")) {
            case "caller" -> EndedBy.CALLER;
            case "agent" -> EndedBy.AGENT;
            case "transfer" -> EndedBy.TRANSFER;
            default -> EndedBy.UNKNOWN;
        };
    }

    /** A conversation of whose beginning we never heard: only TalkTime (whole seconds) tells how long it was. */
    private void completedUnseen(AmiFrame frame, EndedBy by) {
        Channel caller = calls.of(frame, "");
        String offerId = Ids.offer(outbox.node(), frame.text("DestUniqueid"));
        if (caller == null || !caller.call().learn(offerId)) {
            return;
        }
        Call call = caller.call();
        long talk = frame.number("TalkTime", 0) * 1000L;
        Agent agent = new Agent(frame.required("Interface"), frame.text("MemberName"));
        String queue = frame.required("Queue");
        outbox.call(
                call,
                offerId + "#released",
                new CallEvent.Released(call.id(), null, offerId, queue, agent, talk, by),
                frame.moment());
    }

    private Talk completedTalk(AmiFrame frame) {
        Talk ofLeg = frame.has("DestUniqueid") ? talks.ofLeg(frame.text("DestUniqueid")) : null;
        if (ofLeg != null) {
            return ofLeg;
        }
        String queue = frame.required("Queue");
        String iface = frame.required("Interface");
        Talk found = null;
        for (Talk talk : talks.open()) {
            Offer offer = talk.offer();
            boolean same =
                    queue.equals(offer.queue()) && iface.equals(offer.agent().iface());
            if (same && fits(frame, talk)) {
                boolean older = found == null || talk.connected().isBefore(found.connected());
                found = older ? talk : found;
            }
        }
        return found;
    }

    private static boolean fits(AmiFrame frame, Talk talk) {
        boolean leg = !frame.has("DestUniqueid")
                || frame.text("DestUniqueid").equals(talk.offer().leg().id());
        boolean caller = !frame.has("Uniqueid")
                || frame.text("Uniqueid").equals(talk.offer().caller().id());
        boolean call = !frame.has("DestLinkedid")
                || frame.text("DestLinkedid").equals(talk.offer().call().linkedid());
        return leg && caller && call && lasted(frame, talk);
    }

    /** The talk that this operator began since is another one. */
    private static boolean lasted(AmiFrame frame, Talk talk) {
        if (!frame.has("TalkTime")) {
            return true;
        }
        Moment end = talk.left() == null ? frame.moment() : talk.left();
        long difference = end.millisSince(talk.connected()) - frame.number("TalkTime", 0) * 1000L;
        return Math.abs(difference) <= ROUNDING.toMillis();
    }
}
