package io.smartcallcenter.virtual.queuelog;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.dialplan.AttendedTransfer;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.QueueExit;
import io.smartcallcenter.virtual.queue.Ringing;
import io.smartcallcenter.virtual.queue.Waiting;
import java.util.function.Consumer;

/** Asterisk's queue_log: {@code epoch|callid|queue|agent|event|data...}, one line per event, whole seconds. */
public final class QueueLog implements PbxEvents {

    private final VirtualClock clock;
    private final Consumer<String> sink;
    private String transfer = "";

    public QueueLog(VirtualClock clock, Consumer<String> sink) {
        this.clock = clock;
        this.sink = sink;
    }

    /** The first line after a start; calls that were open before never get an end. */
    public void started() {
        line("NONE", "NONE", "NONE", "QUEUESTART", "");
    }

    private void line(String call, String queue, String agent, String event, String data) {
        sink.accept(clock.seconds() + "|" + call + "|" + queue + "|" + agent + "|" + event + "|" + data);
    }

    private void call(Waiting waiting, String agent, String event, String data) {
        line(waiting.channel().id(), waiting.queue().name(), agent, event, data);
    }

    private void offer(Ringing ringing, String event, String data) {
        call(ringing.waiting(), ringing.member().name(), event, data);
    }

    @Override
    public void callerJoined(Waiting waiting) {
        String number = waiting.channel().caller().number();
        call(waiting, "NONE", "ENTERQUEUE", "|" + number + "|" + waiting.originalPosition());
    }

    @Override
    public void callerExited(Waiting waiting, QueueExit exit, long holdSeconds) {
        String stay = waiting.position() + "|" + waiting.originalPosition() + "|" + holdSeconds;
        switch (exit) {
            case TIMEOUT -> call(waiting, "NONE", "EXITWITHTIMEOUT", stay);
            case LEAVEEMPTY -> call(waiting, "NONE", "EXITEMPTY", stay);
            case ABANDON -> call(waiting, "NONE", "ABANDON", stay);
            case WITHDRAW -> call(waiting, "NONE", "WITHDRAW", stay + "|" + waiting.withdrawn());
            case KEY -> call(waiting, "NONE", "EXITWITHKEY", waiting.channel().exten() + "|" + stay);
            case JOINEMPTY, FULL, UNKNOWN -> throw new IllegalArgumentException(exit + " is not logged");
        }
    }

    @Override
    public void agentRangInVain(Ringing ringing, long ringMillis) {
        offer(ringing, "RINGNOANSWER", Long.toString(ringMillis));
    }

    @Override
    public void ringCancelled(Ringing ringing, long ringMillis) {
        offer(ringing, "RINGCANCELED", Long.toString(ringMillis));
    }

    @Override
    public void agentConnected(Ringing ringing, long holdSeconds, long ringSeconds) {
        offer(ringing, "CONNECT", holdSeconds + "|" + ringing.leg().id() + "|" + ringSeconds);
    }

    @Override
    public void blindTransferred(Bridge bridge, Channel transferer, Channel transferee, String context, String exten) {
        transfer = "BLINDTRANSFER|" + exten + "|" + context;
    }

    @Override
    public void attendedTransferred(AttendedTransfer.Link link) {
        transfer = "ATTENDEDTRANSFER|LINK|" + link.ends().one().name() + "|"
                + link.ends().two().name();
    }

    @Override
    public void agentCompleted(Ringing ringing, long holdSeconds, long talkSeconds, String reason) {
        String times = holdSeconds + "|" + talkSeconds + "|" + ringing.waiting().originalPosition();
        switch (reason) {
            case "caller" -> offer(ringing, "COMPLETECALLER", times);
            case "agent" -> offer(ringing, "COMPLETEAGENT", times);
            default -> offer(ringing, transfer, times);
        }
    }

    @Override
    public void memberPausedEverywhere(Member first, boolean paused, String reason) {
        line("NONE", "NONE", first.name(), paused ? "PAUSEALL" : "UNPAUSEALL", reason);
    }

    @Override
    public void memberPaused(CallQueue queue, Member member) {
        String event = member.paused() ? "PAUSE" : "UNPAUSE";
        line("NONE", queue.name(), member.name(), event, member.pausedReason());
    }

    @Override
    public void memberAdded(CallQueue queue, Member member) {
        line("MANAGER", queue.name(), member.device(), "ADDMEMBER", member.paused() ? "PAUSED" : "");
    }

    @Override
    public void memberRemoved(CallQueue queue, Member member) {
        line("MANAGER", queue.name(), member.device(), "REMOVEMEMBER", "");
    }

    @Override
    public void memberPenaltyChanged(CallQueue queue, Member member) {
        line("NONE", queue.name(), member.device(), "PENALTY", Integer.toString(member.penalty()));
    }

    @Override
    public void memberRinginuseChanged(CallQueue queue, Member member) {
        line("NONE", queue.name(), member.device(), "RINGINUSE", member.ringinuse() ? "1" : "0");
    }
}
