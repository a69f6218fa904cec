package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.QueueExit;
import io.smartcallcenter.virtual.queue.Queues;
import java.time.Duration;
import java.util.List;

/** The extensions.conf of the project: from-trunk, internal, scc-queue, scc-voicemail and scc-playback. */
public final class Dialplan {

    private static final Duration PROMPT = Duration.ofSeconds(3);
    private static final Duration MESSAGE = Duration.ofSeconds(10);

    private final VirtualClock clock;
    private final PbxEvents events;
    private final Channels channels;
    private final Queues queues;
    private final Stasis stasis;
    private final String app;

    public Dialplan(VirtualClock clock, PbxEvents events, Channels channels, Queues queues, Stasis stasis, String app) {
        this.clock = clock;
        this.events = events;
        this.channels = channels;
        this.queues = queues;
        this.stasis = stasis;
        this.app = app;
    }

    /** Runs the channel from a context and extension; an extension that no pattern matches ends the call. */
    public void enter(Channel channel, String context, String exten) {
        channel.at(context, exten, 1);
        boolean number = exten.length() > 1 && Character.isDigit(exten.charAt(0));
        boolean word = exten.length() > 1 && Character.isLowerCase(exten.charAt(0));
        if (context.equals("from-trunk") && number) {
            fromTrunk(channel, exten);
        } else if (context.equals("internal") && number) {
            internal(channel, exten);
        } else if (context.equals("scc-queue") && word) {
            queue(channel, exten);
        } else if (context.equals("scc-playback") && word) {
            step(channel, 1, "Answer", "");
            channels.answer(channel);
            step(channel, 2, "Playback", exten);
            hangupAfter(channel, PROMPT);
        } else if (context.equals("scc-voicemail") && number) {
            step(channel, 1, "VoiceMail", exten + "@default,us");
            channels.answer(channel);
            hangupAfter(channel, MESSAGE);
        } else {
            channels.hangup(channel, HangupCause.UNKNOWN);
        }
    }

    private void fromTrunk(Channel channel, String exten) {
        step(channel, 1, "Set", "CALLERID(name)=External Call");
        channels.callerName(channel, "External Call");
        step(channel, 2, "Goto", "internal," + exten + ",1");
        internal(channel, exten);
    }

    private void internal(Channel channel, String exten) {
        channel.at("internal", exten, 1);
        step(channel, 1, "Stasis", app + "," + exten);
        if (!stasis.enter(channel, app, List.of(exten))) {
            step(channel, 2, "NoOp", "STASISSTATUS=FAILED");
            step(channel, 3, "GotoIf", "1?scc-queue,support,1");
            queue(channel, "support");
        }
    }

    private void queue(Channel channel, String name) {
        channel.at("scc-queue", name, 1);
        String options = channel.variables().getOrDefault("SCC_QOPTS", "");
        String timeout = channel.variables().getOrDefault("SCC_QTIMEOUT", "");
        step(channel, 1, "NoOp", "queue " + name + " timeout=" + timeout);
        step(channel, 2, "Queue", name + "," + options + ",,," + timeout);
        CallQueue queue = queues.get(name);
        if (queue == null) {
            // Queue() on an unknown queue fails and the channel is hung up.
            channels.hangup(channel, HangupCause.UNKNOWN);
        } else {
            queues.enter(channel, queue, seconds(timeout), this::queueEnded);
        }
    }

    private static int seconds(String timeout) {
        return timeout.matches("\\d{1,6}") ? Integer.parseInt(timeout) : 0;
    }

    private void queueEnded(Channel channel, QueueExit exit) {
        String queue = channel.exten();
        String abandoned = channel.variables().getOrDefault("ABANDONED", "");
        step(channel, 3, "NoOp", "QUEUESTATUS=" + exit + " ABANDONED=" + abandoned);
        step(channel, 4, "Stasis", app + ",queue-exit," + queue + "," + exit);
        if (!stasis.enter(channel, app, List.of("queue-exit", queue, exit.name()))) {
            step(channel, 5, "Hangup", "");
            channels.hangup(channel, HangupCause.UNKNOWN);
        }
    }

    /** What follows Stasis() when the application continues without a context: the rest of the same extension. */
    public void next(Channel channel) {
        step(
                channel,
                channel.priority() + 1,
                "NoOp",
                "STASISSTATUS=" + channel.variables().get("STASISSTATUS"));
        channels.hangup(channel, HangupCause.UNKNOWN);
    }

    /** The leg of an ARI {@code channels/create} has no dialplan but an application waiting for it. */
    public void startLeg(Channel leg, String legApp, List<String> args) {
        leg.running("Stasis", legApp + (args.isEmpty() ? "" : "," + String.join(",", args)));
        events.dialplanStep(leg);
        if (!stasis.enter(leg, legApp, args)) {
            channels.hangup(leg, HangupCause.UNKNOWN);
        }
    }

    private void hangupAfter(Channel channel, Duration length) {
        Timer end = clock.after(length, () -> channels.hangup(channel, HangupCause.UNKNOWN));
        Occupation listening = (gone, how) -> end.cancel();
        channel.occupation(listening);
    }

    private void step(Channel channel, int priority, String application, String data) {
        channel.at(channel.context(), channel.exten(), priority);
        channel.running(application, data);
        events.dialplanStep(channel);
    }
}
