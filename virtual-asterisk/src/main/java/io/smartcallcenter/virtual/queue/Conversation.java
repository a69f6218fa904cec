package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.Occupation;
import java.util.List;

/** A caller and the agent who answered, from the answer to AgentComplete. */
public final class Conversation implements Occupation {

    private final Queues queues;
    private final Ringing ringing;
    private final List<Channel> losers;
    private Bridge bridge;
    private long heldSeconds;
    private long startSeconds;
    private long startMicros;
    private boolean over;

    Conversation(Queues queues, Ringing ringing, List<Channel> losers) {
        this.queues = queues;
        this.ringing = ringing;
        this.losers = losers;
    }

    public Ringing ringing() {
        return ringing;
    }

    /** The order is that of traces 01 and 06. */
    void begin(long ringSeconds) {
        Channel caller = ringing.caller();
        Channel leg = ringing.leg();
        heldSeconds = ringing.waiting().held();
        startSeconds = queues.clock().seconds();
        startMicros = queues.clock().now();
        ringing.waiting().answered(ringing);
        ringing.member().inCall(true);
        ringing.queue().answered(heldSeconds);
        queues.events().agentConnected(ringing, heldSeconds, ringSeconds);
        queues.channels().answer(caller);
        caller.occupation(this);
        leg.occupation(this);
        bridge = queues.bridges().create(null, "", false);
        queues.bridges().enter(bridge, leg);
        losers.forEach(loser -> queues.channels().drop(loser, HangupCause.ANSWERED_ELSEWHERE, 0));
        queues.devices().changed(leg.endpoint());
        queues.bridges().enter(bridge, caller);
    }

    @Override
    public void ending(Channel gone, Ending how) {
        if (over) {
            return;
        }
        if (gone == ringing.caller()) {
            // Taken away by a Redirect, the agent's leg is what ends: app_queue counts it as the agent's hangup.
            callerGone(how == Ending.REDIRECT ? "agent" : "caller");
        } else {
            agentGone();
        }
    }

    private void callerGone(String reason) {
        Channel leg = ringing.leg();
        complete(reason);
        queues.bridges().leave(ringing.caller());
        times();
        queues.bridges().leave(leg);
        leg.occupation(NONE);
        queues.channels().drop(leg, HangupCause.NORMAL_CLEARING, 0);
        queues.bridges().destroy(bridge);
    }

    /** The agent's leg goes first; Queue() notices, and the caller is hung up after it (trace 02). */
    private void agentGone() {
        Channel caller = ringing.caller();
        queues.bridges().leave(ringing.leg());
        queues.bridges().leave(caller);
        times();
        Runnable event = completed("agent");
        queues.clock().afterMicros(300, () -> {
            event.run();
            queues.bridges().destroy(bridge);
            caller.occupation(NONE);
            queues.channels().hangup(caller, HangupCause.NORMAL_CLEARING);
        });
    }

    /** The agent gives the caller to {@code exten}: the caller leaves for the dialplan, the agent's leg ends. */
    public void blindTransfer(String context, String exten, Runnable dialplan) {
        Channel caller = ringing.caller();
        queues.events().unheld(ringing.leg());
        queues.events().blindTransferred(bridge, ringing.leg(), caller, context, exten);
        queues.bridges().simplify(bridge);
        complete("transfer");
        queues.bridges().leave(ringing.leg());
        caller.at(context, exten, 1);
        caller.cause(HangupCause.NORMAL_CLEARING);
        queues.bridges().leave(caller);
        times();
        caller.occupation(NONE);
        ringing.leg().occupation(NONE);
        queues.channels().drop(ringing.leg(), HangupCause.NORMAL_CLEARING, 0);
        queues.bridges().destroy(bridge);
        dialplan.run();
    }

    /** The agent has connected the caller with somebody else: the agent's part is over, the caller stays in Queue() (trace 16). */
    public void handedOver(Occupation callers) {
        complete("transfer");
        ringing.caller().occupation(callers);
        ringing.leg().occupation(NONE);
        queues.channels().drop(ringing.leg(), HangupCause.NORMAL_CLEARING, 0);
    }

    private void times() {
        long talked = queues.clock().now() - startMicros;
        queues.variables().queue(ringing.queue(), ringing.caller());
        queues.variables().times(ringing.caller(), ringing.waiting().sinceJoin(), talked);
    }

    private void complete(String reason) {
        completed(reason).run();
    }

    /** Counts the call now; the event may come a little later. */
    private Runnable completed(String reason) {
        over = true;
        long talkSeconds = queues.clock().seconds() - startSeconds;
        ringing.member().tookCall(queues.clock().seconds());
        ringing.queue().completed(heldSeconds, talkSeconds);
        return () -> queues.events().agentCompleted(ringing, heldSeconds, talkSeconds, reason);
    }
}
