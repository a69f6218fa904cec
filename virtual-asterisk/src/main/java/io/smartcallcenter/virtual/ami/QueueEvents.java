package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.Ringing;
import io.smartcallcenter.virtual.queue.Waiting;

/** Callers in queues, their offers to agents, and the members, on the AMI. */
final class QueueEvents extends EventWriter {

    private final double incompleteAgentCompletes;
    private int agentCompletes;

    QueueEvents(VirtualClock clock, AmiServer server, double incompleteAgentCompletes) {
        super(clock, server);
        this.incompleteAgentCompletes = incompleteAgentCompletes;
    }

    private Packet agentEvent(String name) {
        return event(name, EventClass.AGENT);
    }

    @Override
    public void callerJoined(Waiting waiting) {
        if (wanted(EventClass.AGENT)) {
            send(EventClass.AGENT, queued("QueueCallerJoin", waiting));
        }
    }

    @Override
    public void callerLeft(Waiting waiting) {
        if (wanted(EventClass.AGENT)) {
            send(EventClass.AGENT, queued("QueueCallerLeave", waiting));
        }
    }

    private Packet queued(String name, Waiting waiting) {
        return agentEvent(name)
                .channel(waiting.channel())
                .with("Queue", waiting.queue().name())
                .with("Position", waiting.position())
                .with("Count", waiting.queue().waiting().size());
    }

    @Override
    public void callerAbandoned(Waiting waiting, long holdSeconds) {
        if (wanted(EventClass.AGENT)) {
            send(
                    EventClass.AGENT,
                    agentEvent("QueueCallerAbandon")
                            .channel(waiting.channel())
                            .with("Queue", waiting.queue().name())
                            .with("Position", waiting.position())
                            .with("OriginalPosition", waiting.originalPosition())
                            .with("HoldTime", holdSeconds));
        }
    }

    private Packet offer(String name, Ringing ringing) {
        return member(agentEvent(name).channel(ringing.caller()).channel("Dest", ringing.leg()), ringing);
    }

    private static Packet member(Packet packet, Ringing ringing) {
        return packet.with("Queue", ringing.queue().name())
                .with("Interface", ringing.member().device())
                .with("MemberName", ringing.member().name());
    }

    @Override
    public void agentCalled(Ringing ringing) {
        if (wanted(EventClass.AGENT)) {
            send(EventClass.AGENT, offer("AgentCalled", ringing));
        }
    }

    @Override
    public void agentRangInVain(Ringing ringing, long ringMillis) {
        if (wanted(EventClass.AGENT)) {
            send(EventClass.AGENT, offer("AgentRingNoAnswer", ringing).with("RingTime", ringMillis));
        }
    }

    @Override
    public void agentConnected(Ringing ringing, long holdSeconds, long ringSeconds) {
        if (wanted(EventClass.AGENT)) {
            send(
                    EventClass.AGENT,
                    offer("AgentConnect", ringing).with("HoldTime", holdSeconds).with("RingTime", ringSeconds));
        }
    }

    /** A side that is already gone is left out: the agent's, when the agent hung up (trace 02). */
    @Override
    public void agentCompleted(Ringing ringing, long holdSeconds, long talkSeconds, String reason) {
        if (!wanted(EventClass.AGENT)) {
            return;
        }
        Packet packet = agentEvent("AgentComplete");
        if (!leavesOutIds()) {
            packet.channel(ringing.caller());
            if (!ringing.leg().gone()) {
                packet.channel("Dest", ringing.leg());
            }
        }
        send(
                EventClass.AGENT,
                member(packet, ringing)
                        .with("HoldTime", holdSeconds)
                        .with("TalkTime", talkSeconds)
                        .with("Reason", reason));
    }

    /** A share of the AgentComplete events comes without any channel, evenly spread (REPORT section 2). */
    private boolean leavesOutIds() {
        int before = (int) (agentCompletes * incompleteAgentCompletes);
        agentCompletes++;
        return (int) (agentCompletes * incompleteAgentCompletes) > before;
    }

    private void member(String name, CallQueue queue, Member member) {
        if (!wanted(EventClass.AGENT)) {
            return;
        }
        send(
                EventClass.AGENT,
                agentEvent(name)
                        .with("Queue", queue.name())
                        .with("MemberName", member.name())
                        .with("Interface", member.device())
                        .with("StateInterface", member.stateInterface())
                        .with("Membership", member.dynamic() ? "dynamic" : "static")
                        .with("Penalty", member.penalty())
                        .with("CallsTaken", member.callsTaken())
                        .with("LastCall", member.lastCall())
                        .with("LastPause", member.lastPause())
                        .with("LoginTime", member.loginTime())
                        .flag("InCall", member.inCall())
                        .with("Status", member.status().status())
                        .flag("Paused", member.paused())
                        .with("PausedReason", member.pausedReason())
                        .flag("Ringinuse", member.ringinuse())
                        .with("Wrapuptime", 0));
    }

    @Override
    public void memberStatusChanged(CallQueue queue, Member member) {
        member("QueueMemberStatus", queue, member);
    }

    @Override
    public void memberPaused(CallQueue queue, Member member) {
        member("QueueMemberPause", queue, member);
    }

    @Override
    public void memberAdded(CallQueue queue, Member member) {
        member("QueueMemberAdded", queue, member);
    }

    @Override
    public void memberRemoved(CallQueue queue, Member member) {
        member("QueueMemberRemoved", queue, member);
    }

    @Override
    public void memberPenaltyChanged(CallQueue queue, Member member) {
        member("QueueMemberPenalty", queue, member);
    }

    @Override
    public void memberRinginuseChanged(CallQueue queue, Member member) {
        member("QueueMemberRinginuse", queue, member);
    }
}
