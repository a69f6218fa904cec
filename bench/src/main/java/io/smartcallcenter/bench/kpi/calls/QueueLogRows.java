package io.smartcallcenter.bench.kpi.calls;

import static io.smartcallcenter.bench.kpi.calls.QueueLogRow.NONE;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Refused;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Step;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Talk;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Visit;
import io.smartcallcenter.events.CallEvent.TransferKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What Asterisk's app_queue would write into queue_log, as it was seen on a real Asterisk 22. Three things are made exact on purpose:
 * the time has ms, RINGNOANSWER has the ms of the ring (Asterisk rounds them to seconds), and of a caller who could not join there is a
 * line (app_queue writes none: it stands for a {@code QueueLog()} of the dialplan after {@code Queue()}).
 */
public final class QueueLogRows {

    private QueueLogRows() {}

    public static List<Timed<QueueLogRow>> of(SimulatedCall call) {
        List<Timed<QueueLogRow>> rows = new ArrayList<>();
        for (Step step : call.steps()) {
            if (step instanceof Refused refused) {
                add(rows, step.at(), new QueueLogRow(call.uniqueid(), step.queue(), NONE, event(refused)));
            } else {
                visit(rows, call, (Visit) step);
            }
        }
        rows.sort((a, b) -> Long.compare(a.at(), b.at()));
        return rows;
    }

    private static String event(Refused refused) {
        return switch (refused.reason()) {
            case FULL -> "FULL";
            case JOIN_EMPTY -> "JOINEMPTY";
            case JOIN_UNAVAIL -> "JOINUNAVAIL";
            case CLOSED -> "CLOSED";
        };
    }

    private static void visit(List<Timed<QueueLogRow>> rows, SimulatedCall call, Visit visit) {
        String callid = call.uniqueid();
        String queue = visit.queue();
        add(rows, visit.at(), new QueueLogRow(callid, queue, NONE, "ENTERQUEUE", "", call.caller(), visit.position()));
        long hold = visit.waitMs() / 1_000;
        for (Ring ring : visit.rings()) {
            ring(rows, callid, queue, ring, hold);
        }
        int position = visit.position();
        switch (visit.outcome()) {
            case ABANDONED -> left(rows, visit, callid, "ABANDON", position, position, hold);
            case TIMEOUT -> left(rows, visit, callid, "EXITWITHTIMEOUT", position, position, hold);
            case LEFT_EMPTY -> left(rows, visit, callid, "EXITEMPTY", position, position, hold);
            case EXIT_KEY -> left(rows, visit, callid, "EXITWITHKEY", "1", position, position, hold);
            case WITHDRAWN -> left(rows, visit, callid, "WITHDRAW", position, position, hold, "");
            case ANSWERED -> talk(rows, callid, queue, visit.talk(), hold, position);
            // the Asterisk was killed: nothing is written any more
            case LOST -> {}
            default -> throw new IllegalArgumentException(visit.outcome() + " does not occur");
        }
    }

    private static void ring(List<Timed<QueueLogRow>> rows, String callid, String queue, Ring ring, long hold) {
        String name = ring.operator().name();
        switch (ring.outcome()) {
            case ACCEPTED ->
                add(
                        rows,
                        ring.to(),
                        new QueueLogRow(callid, queue, name, "CONNECT", hold, ring.leg(), ring.ringMs() / 1_000));
            case TIMEOUT, REJECTED ->
                add(rows, ring.to(), new QueueLogRow(callid, queue, name, "RINGNOANSWER", ring.ringMs()));
            case CANCELLED -> add(rows, ring.to(), new QueueLogRow(callid, queue, name, "RINGCANCELED", ring.ringMs()));
            case DUMPED -> add(rows, ring.to(), new QueueLogRow(callid, queue, name, "AGENTDUMP"));
            // who lost a ringall is in no line
            case RESCINDED -> {}
            default -> throw new IllegalArgumentException(ring.outcome() + " does not occur");
        }
    }

    private static void talk(
            List<Timed<QueueLogRow>> rows, String callid, String queue, Talk talk, long hold, int position) {
        long seconds = talk.talkMs() / 1_000;
        String name = talk.ring().operator().name();
        QueueLogRow row =
                switch (talk.endedBy()) {
                    case AGENT -> new QueueLogRow(callid, queue, name, "COMPLETEAGENT", hold, seconds, position);
                    case TRANSFER ->
                        talk.transfer() == TransferKind.BLIND
                                ? new QueueLogRow(
                                        callid,
                                        queue,
                                        name,
                                        "BLINDTRANSFER",
                                        talk.target(),
                                        "internal",
                                        hold,
                                        seconds,
                                        position)
                                : new QueueLogRow(
                                        callid,
                                        queue,
                                        name,
                                        "ATTENDEDTRANSFER",
                                        "BRIDGE",
                                        talk.target(),
                                        hold,
                                        seconds,
                                        position);
                    default -> new QueueLogRow(callid, queue, name, "COMPLETECALLER", hold, seconds, position);
                };
        add(rows, talk.to(), row);
    }

    private static void left(List<Timed<QueueLogRow>> rows, Visit visit, String callid, String event, Object... data) {
        add(rows, visit.leftAt(), new QueueLogRow(callid, visit.queue(), NONE, event, data));
    }

    /** For each queue a row. The state of a phone is in none. */
    public static List<Timed<QueueLogRow>> of(Duty duty) {
        List<Timed<QueueLogRow>> rows = new ArrayList<>();
        switch (duty.kind()) {
            case ADDED -> each(rows, duty, "ADDMEMBER", "");
            case REMOVED -> each(rows, duty, "REMOVEMEMBER", "");
            case PAUSED -> {
                all(rows, duty, "PAUSEALL");
                each(rows, duty, "PAUSE", duty.reason());
            }
            case UNPAUSED -> {
                all(rows, duty, "UNPAUSEALL");
                each(rows, duty, "UNPAUSE", "");
            }
            default -> {}
        }
        return rows;
    }

    private static void all(List<Timed<QueueLogRow>> rows, Duty duty, String event) {
        if (duty.queue() == null) {
            add(rows, duty.at(), new QueueLogRow(NONE, NONE, duty.operator().name(), event, duty.reason()));
        }
    }

    private static void each(List<Timed<QueueLogRow>> rows, Duty duty, String event, String data) {
        Operator operator = duty.operator();
        for (String queue : duty.queue() == null ? operator.queues() : List.of(duty.queue())) {
            add(rows, duty.at(), new QueueLogRow(NONE, queue, operator.name(), event, data));
        }
    }

    private static void add(List<Timed<QueueLogRow>> rows, long at, QueueLogRow row) {
        rows.add(new Timed<>(at, row));
    }
}
