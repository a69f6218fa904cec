package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.QueueExit;
import io.smartcallcenter.virtual.queue.Queues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The extensions.conf of deploy/asterisk: from-trunk, internal, scc-queue, scc-voicemail and scc-playback; and from-queue, where FreePBX
 * rings the phones of a queue's members.
 */
public final class Dialplan {

    private static final Pattern NUMBER = Pattern.compile("[0-9].+", Pattern.DOTALL);
    private static final Pattern INTERNAL_NUMBER = Pattern.compile("[0-9*#].*", Pattern.DOTALL);
    private static final Pattern PLUS_NUMBER = Pattern.compile("\\+[0-9].+", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9].+", Pattern.DOTALL);
    private static final String FALLBACK_QUEUE = "support";

    /** What the application had set for one queue, and what it is without the application. */
    private static final SortedMap<String, String> NEUTRAL = new TreeMap<>(Map.of(
            "QUEUE_MAX_PENALTY", "2147483647", "QUEUE_PRIO", "0", "SCC_QOPTS", "", "SCC_QTIMEOUT", "", "SCC_THEN", ""));

    private static final Duration PROMPT = Duration.ofSeconds(3);
    private static final Duration MESSAGE = Duration.ofSeconds(10);

    private final Parts parts;
    private final VirtualClock clock;
    private final PbxEvents events;
    private final Channels channels;
    private final Queues queues;
    private final Stasis stasis;
    private final String app;

    public Dialplan(Parts parts, Queues queues, Stasis stasis, String app) {
        this.parts = parts;
        this.clock = parts.clock();
        this.events = parts.events();
        this.channels = parts.channels();
        this.queues = queues;
        this.stasis = stasis;
        this.app = app;
    }

    /** Runs the channel from a context and extension; an extension that no pattern matches ends the call. */
    public void enter(Channel channel, String context, String exten) {
        channel.at(context, exten, 1);
        switch (context) {
            case "from-trunk" -> number(channel, exten, NUMBER, this::fromTrunk);
            case "internal" -> number(channel, exten, INTERNAL_NUMBER, this::internal);
            case "scc-queue" -> named(channel, exten, this::queue);
            case "scc-playback" -> named(channel, exten, this::playback);
            case "scc-voicemail" -> named(channel, exten, this::voicemail);
            case "from-queue" -> number(channel, exten, NUMBER, this::dial);
            default -> channels.hangup(channel, HangupCause.UNKNOWN);
        }
    }

    /** {@code _X.} or what the context takes besides, and {@code _+X.} that goes on without the plus. */
    private void number(Channel channel, String exten, Pattern pattern, BiConsumer<Channel, String> extension) {
        if (pattern.matcher(exten).matches()) {
            extension.accept(channel, exten);
        } else if (PLUS_NUMBER.matcher(exten).matches()) {
            String digits = exten.replaceAll("[^0-9]", "");
            step(channel, 1, "Goto", channel.context() + "," + digits + ",1");
            enter(channel, channel.context(), digits);
        } else {
            channels.hangup(channel, HangupCause.UNKNOWN);
        }
    }

    /** {@code _[a-zA-Z0-9].} */
    private void named(Channel channel, String exten, BiConsumer<Channel, String> extension) {
        if (NAME.matcher(exten).matches()) {
            extension.accept(channel, exten);
        } else {
            channels.hangup(channel, HangupCause.UNKNOWN);
        }
    }

    /** {@code FILTER(0-9*#+,...)}: a dialled number becomes an argument, and a comma would start a new one. */
    private static String filtered(String exten) {
        return exten.replaceAll("[^0-9*#+]", "");
    }

    private void fromTrunk(Channel channel, String exten) {
        step(channel, 1, "Set", "CALLERID(name)=External Call");
        channels.callerName(channel, "External Call");
        step(channel, 2, "Set", "CDR(did)=" + filtered(exten));
        step(channel, 3, "Set", "CDR(cnum)=" + filtered(channel.caller().number()));
        step(channel, 4, "Goto", "internal," + filtered(exten) + ",1");
        enter(channel, "internal", filtered(exten));
    }

    private void internal(Channel channel, String exten) {
        step(channel, 1, "Stasis", app + "," + filtered(exten));
        if (!stasis.enter(channel, app, List.of(filtered(exten)))) {
            step(channel, 2, "GotoIf", "1?scc-queue," + FALLBACK_QUEUE + ",1");
            enter(channel, "scc-queue", FALLBACK_QUEUE);
        }
    }

    private void playback(Channel channel, String sound) {
        step(channel, 1, "Answer", "");
        channels.answer(channel);
        step(channel, 2, "Playback", sound);
        hangupAfter(channel, PROMPT);
    }

    private void dial(Channel channel, String exten) {
        step(channel, 1, "Dial", "PJSIP/" + exten + "," + Dial.SECONDS);
        Endpoint endpoint = parts.devices().get(exten);
        if (endpoint == null || !endpoint.registered()) {
            channels.hangup(channel, HangupCause.NO_ROUTE_DESTINATION);
        } else {
            new Dial(parts, channel).begin(endpoint);
        }
    }

    private void voicemail(Channel channel, String mailbox) {
        step(channel, 1, "VoiceMail", mailbox + "@default,us");
        channels.answer(channel);
        hangupAfter(channel, MESSAGE);
    }

    private void queue(Channel channel, String name) {
        String options = channel.variables().getOrDefault("SCC_QOPTS", "");
        String timeout = channel.variables().getOrDefault("SCC_QTIMEOUT", "");
        step(channel, 1, "Queue", name + "," + options + ",,," + timeout);
        CallQueue queue = queues.get(name);
        if (queue == null) {
            channels.variable(channel, "QUEUESTATUS", QueueExit.UNKNOWN.name());
            queueEnded(channel, QueueExit.UNKNOWN);
        } else {
            queues.enter(channel, queue, seconds(timeout), this::queueEnded);
        }
    }

    private static int seconds(String timeout) {
        return timeout.matches("\\d{1,6}") ? Integer.parseInt(timeout) : 0;
    }

    /** The application decides what follows; what it had set held for this queue only. */
    private void queueEnded(Channel channel, QueueExit exit) {
        if (exit == QueueExit.KEY) {
            keyPressed(channel);
            return;
        }
        String queue = channel.exten();
        String then = channel.variables().getOrDefault("SCC_THEN", "");
        int priority = 2;
        for (Map.Entry<String, String> setting : NEUTRAL.entrySet()) {
            step(channel, priority++, "Set", setting.getKey() + "=" + setting.getValue());
            channels.variable(channel, setting.getKey(), setting.getValue());
        }
        step(channel, priority, "Stasis", app + ",queue-exit," + queue + "," + exit + "," + then);
        if (!stasis.enter(channel, app, List.of("queue-exit", queue, exit.name(), then))) {
            withoutApplication(channel, priority + 1, then);
        }
    }

    /** The application is away: what it had planned for the end of the queue follows all the same. */
    private void withoutApplication(Channel channel, int priority, String then) {
        for (String step : List.of("voicemail", "queue")) {
            if (then.startsWith(step + ":")) {
                String place = then.substring(step.length() + 1);
                step(channel, priority, "GotoIf", "1?scc-" + step + "," + place + ",1");
                enter(channel, "scc-" + step, place);
                return;
            }
        }
        step(channel, priority, "Hangup", "");
        channels.hangup(channel, HangupCause.UNKNOWN);
    }

    /** {@code [exits] exten => 1,1,Goto(internal,701,1)}: the context of a queue's keys has the queue's name. */
    private void keyPressed(Channel channel) {
        String number = queues.get(channel.context()).settings().exits().get(channel.exten());
        step(channel, 1, "Goto", "internal," + number + ",1");
        enter(channel, "internal", number);
    }

    /** AMI Redirect: whatever the channel does, it goes on there. False for a leg that has no dialplan of its own. */
    public boolean redirect(Channel channel, String context, String exten) {
        if (channel.gone() || !channel.dialplan()) {
            return false;
        }
        Occupation occupation = channel.occupation();
        channel.occupation(Occupation.NONE);
        occupation.ending(channel, Occupation.Ending.REDIRECT);
        clock.afterMicros(500, () -> {
            if (!channel.gone()) {
                enter(channel, context, exten);
            }
        });
        return true;
    }

    /** What follows Stasis() when the application continues without a context: the rest of the same extension. */
    public void next(Channel channel) {
        step(channel, channel.priority() + 1, "Hangup", "");
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
