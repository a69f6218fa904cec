package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.Party;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What only ARI tells: that a caller entered our application. Everything else comes better from AMI; while AMI is down, ARI's
 * ChannelDestroyed at least ends calls. Where there is no AMI, {@link AriFacts} makes the best of it.
 */
final class AriEvents {

    /** The list of channels may overtake a StasisStart: it is the same visit. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

    private static final String QUEUE_EXIT = "queue-exit";
    private static final String DIALED = "dialed";
    private static final String LOCAL = "Local/";

    private final String app;
    private final Outbox outbox;
    private final Calls calls;
    private final QueueEntries entries;
    private final Resyncing resyncing;
    private final Links links;
    private final AriFacts facts;
    private final Agenda agenda;
    private final Duration settle;
    private final Map<String, AriFrame> early = new HashMap<>();

    AriEvents(
            String app,
            Outbox outbox,
            Calls calls,
            QueueEntries entries,
            Resyncing resyncing,
            Links links,
            AriFacts facts,
            Agenda agenda,
            Duration settle) {
        this.app = app;
        this.outbox = outbox;
        this.calls = calls;
        this.entries = entries;
        this.resyncing = resyncing;
        this.links = links;
        this.facts = facts;
        this.agenda = agenda;
        this.settle = settle;
    }

    void accept(AriFrame frame) {
        String application = frame.text("application");
        if (!application.isEmpty() && !application.equals(app)) {
            return;
        }
        if (links.ariOnly()) {
            facts.accept(frame);
        }
        switch (frame.type()) {
            case "StasisStart" -> stasisStart(frame);
            case "StasisEnd" -> stasisEnd(frame);
            case "ChannelVarset" -> variableSet(frame);
            case "ChannelDestroyed" -> destroyed(frame);
            case "ApplicationReplaced" ->
                links.disconnected(
                        Link.ARI,
                        "another connection took the application",
                        frame.moment().receivedAt(),
                        frame.moment().receivedAt());
            default -> {}
        }
    }

    private void stasisStart(AriFrame frame) {
        String id = frame.required("channel.id");
        String replaced = frame.text("replace_channel.id");
        if (!replaced.isEmpty()) {
            replace(id, replaced, frame, frame.moment());
        } else if (early.containsKey(id)) {
            // Somebody found it waiting in the application.
            enterEarly(id);
        } else if (links.up(Link.AMI) && frame.text("channel.name").startsWith(LOCAL) && !calls.knows(id)) {
            agenda.at(frame.moment().receivedAt().plus(settle), () -> enterEarly(id));
            early.put(id, frame);
        } else {
            enter(id, frame);
        }
    }

    /**
     * A transfer may send a Local channel into the application. Only AMI tells to which call it belongs, and ARI may be faster: its visit
     * waits for that, for the settle window at most. Called after every frame of AMI.
     */
    void amiTold() {
        if (!early.isEmpty()) {
            early.keySet().stream().filter(calls::knows).toList().forEach(this::enterEarly);
        }
    }

    private void enterEarly(String id) {
        AriFrame start = early.remove(id);
        if (start != null) {
            enter(id, start);
        }
    }

    private void enter(String id, AriFrame frame) {
        List<String> args = frame.texts("args");
        Moment moment = frame.moment();
        if (args.size() > 1 && args.get(0).equals(DIALED)) {
            legEntered(id, args.get(1), frame);
            return;
        }
        Channel channel = calls.ofAri(id, frame.text("channel.name"), id, moment);
        if (channel == null || !channel.call().learn(id + "#stasis/" + frame.text("timestamp") + args)) {
            return;
        }
        if (args.size() >= 3 && args.get(0).equals(QUEUE_EXIT)) {
            entries.exited(channel, args.get(1), args.get(2), moment);
        } else if (args.size() == 1 && !channel.rescuedSince(moment.receivedAt().minus(ON_ITS_WAY))) {
            boolean first = channel.call().requested() == null;
            decide(channel, args.get(0), frame, moment, first ? RouteReason.NEW : RouteReason.TRANSFER);
        }
    }

    /**
     * A caller who sits in the application and for whom nobody was ever asked: StasisStart was lost, and without this they would
     * wait for ever (seen with a slow reader: 342 of 800 calls). Or somebody was asked by an earlier owner of the node, and the
     * answer died with it.
     */
    void rescue(AriFrame channelOnly) {
        String data = channelOnly.text("channel.dialplan.app_data");
        boolean ours = channelOnly.text("channel.dialplan.app_name").equals("Stasis") && data.startsWith(app + ",");
        String args = ours ? data.substring(app.length() + 1) : "";
        if (args.isEmpty() || args.indexOf(',') >= 0) {
            return;
        }
        String id = channelOnly.required("channel.id");
        Moment moment = channelOnly.moment();
        Channel channel = calls.ofAri(id, channelOnly.text("channel.name"), id, moment);
        if (channel != null && forgotten(channel.call())) {
            channel.rescue(moment.receivedAt());
            decide(channel, args, channelOnly, moment, RouteReason.NEW);
        }
    }

    private static boolean forgotten(Call call) {
        return call.requested() == null || (call.inherited() && call.settled());
    }

    /** The application's own leg, before it is dialled. */
    private void legEntered(String id, String callerId, AriFrame frame) {
        Channel caller = calls.find(callerId);
        String linkedid = caller == null ? callerId : caller.call().linkedid();
        Channel leg = calls.ofAri(id, frame.text("channel.name"), linkedid, frame.moment());
        if (leg != null && caller != null && leg.call() == caller.call()) {
            leg.dialledFor(caller);
        }
    }

    private void decide(Channel channel, String dialled, AriFrame frame, Moment moment, RouteReason reason) {
        Party caller = frame.caller("channel");
        String context = frame.text("channel.dialplan.context");
        Call call = channel.call();
        entries.movedOn(channel, moment.at());
        channel.call().movedOn(channel, moment.at());
        calls.start(channel, caller, dialled, context, frame.channelCreated());
        call.request(moment);
        String requestId =
                outbox.node() + "/" + channel.id() + "/" + moment.at().toEpochMilli();
        outbox.call(
                call,
                requestId + "#requested",
                new CallEvent.RouteRequested(call.id(), requestId, channel.id(), caller, dialled, context, reason),
                moment);
    }

    /** An attended transfer put another channel into the place of one of ours; nobody has to decide anything. */
    private void replace(String id, String replacedId, AriFrame frame, Moment moment) {
        Channel replaced = calls.find(replacedId);
        if (replaced == null) {
            return;
        }
        Call call = replaced.call();
        Channel successor = calls.ofAri(id, frame.text("channel.name"), call.linkedid(), moment);
        if (successor != null && call.owner() == replaced) {
            call.own(successor);
        }
    }

    private void stasisEnd(AriFrame frame) {
        String id = frame.required("channel.id");
        early.remove(id);
        Channel channel = calls.find(id);
        if (channel != null && channel.call().owner() == channel) {
            channel.call().decided();
        }
    }

    private void variableSet(AriFrame frame) {
        if (!frame.text("variable").equals("QUEUESTATUS") || frame.text("value").isEmpty()) {
            return;
        }
        Channel channel = calls.find(frame.text("channel.id"));
        String queue = frame.text("channel.dialplan.exten");
        if (channel != null && !queue.isEmpty()) {
            entries.exited(channel, queue, frame.text("value"), frame.moment());
        }
    }

    private void destroyed(AriFrame frame) {
        Channel channel = calls.find(frame.required("channel.id"));
        if (channel == null || links.up(Link.AMI)) {
            return;
        }
        if (channel.call().owner() == channel) {
            resyncing.lose(channel.call(), frame.number("cause", 0), frame.moment());
        }
    }
}
