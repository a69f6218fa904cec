package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.OfferEnded;
import io.smartcallcenter.events.CallEvent.QueueLeft;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the frames of a call the way Asterisk does, in milliseconds after the start. The caller is channel 1.0. */
final class Scene {

    static final Instant START = Instant.parse("2026-11-22T22:28:20Z");
    static final String CALLER = "1.0";

    private final Replay replay;
    private long now;

    /** @param replay told of a predecessor, but of no link yet */
    Scene(Replay replay) {
        this.replay = replay;
    }

    Scene() {
        this(new Replay());
        replay.play(new Signal.LinkUp(Link.AMI, at()));
        replay.play(new Signal.LinkUp(Link.ARI, at()));
    }

    Scene at(long millis) {
        now = millis;
        return this;
    }

    private Instant at() {
        return START.plusMillis(now);
    }

    Scene signal(Signal signal) {
        replay.play(signal);
        return this;
    }

    /** Lets the settle window run out. */
    Scene settle() {
        now += Settings.DEFAULTS.settle().toMillis() + 1;
        return signal(new Signal.Tick(at()));
    }

    Scene later(Duration duration) {
        now += duration.toMillis();
        return signal(new Signal.Tick(at()));
    }

    /** @param fields key, value, key, value... */
    Scene ami(String event, String... fields) {
        Map<String, String> packet = new HashMap<>();
        packet.put("Event", event);
        packet.put("Timestamp", at().getEpochSecond() + "." + String.format("%06d", at().getNano() / 1000));
        for (int i = 0; i < fields.length; i += 2) {
            packet.put(fields[i], fields[i + 1]);
        }
        return signal(new Signal.Ami(packet, at()));
    }

    Scene channel(String event, String id, String... more) {
        String[] fields = new String[more.length + 6];
        fields[0] = "Uniqueid";
        fields[1] = id;
        fields[2] = "Linkedid";
        fields[3] = CALLER;
        fields[4] = "Channel";
        fields[5] = id.equals(CALLER) ? "PJSIP/trunk-00000000" : "PJSIP/0001-00000001";
        System.arraycopy(more, 0, fields, 6, more.length);
        return ami(event, fields);
    }

    Scene stasisStart(String channelId, String... args) {
        return entersApplication(channelId, "PJSIP/trunk-00000000", args);
    }

    Scene entersApplication(String channelId, String name, String... args) {
        String time = at().toString().replace("Z", "") + (at().getNano() == 0 ? ".000" : "") + "+0000";
        Map<String, Object> channel = Map.of(
                "id",
                channelId,
                "name",
                name,
                "caller",
                Map.of("number", "79010000001", "name", "External Call"),
                "dialplan",
                Map.of("context", "internal", "exten", "700"));
        Map<String, Object> message = Map.of(
                "type",
                "StasisStart",
                "timestamp",
                time,
                "application",
                "SmartCallCenter",
                "args",
                List.of(args),
                "channel",
                channel);
        return signal(new Signal.Ari(message, at()));
    }

    /** A caller in the application, then in the queue {@code support}. */
    Scene callerJoins() {
        return arrives().at(20).channel("QueueCallerJoin", CALLER, "Queue", "support", "Position", "1", "Count", "1");
    }

    Scene arrives() {
        return at(0).channel("Newchannel", CALLER, "ChannelStateDesc", "Ring", "Context", "from-trunk", "Exten", "700")
                .at(10)
                .stasisStart(CALLER, "700");
    }

    /** One operator's phone is asked to ring. */
    Scene rings(String leg, String agent) {
        return agent("AgentCalled", leg, agent);
    }

    /** Any Agent* event with both blocks. */
    Scene agent(String event, String leg, String agent, String... more) {
        String[] fields = new String[more.length + 10];
        System.arraycopy(
                new String[] {
                    "Queue",
                    "support",
                    "Interface",
                    agent,
                    "MemberName",
                    "Agent " + agent.substring(9),
                    "DestUniqueid",
                    leg,
                    "DestLinkedid",
                    CALLER
                },
                0,
                fields,
                0,
                10);
        System.arraycopy(more, 0, fields, 10, more.length);
        return channel(event, CALLER, fields);
    }

    Scene leaves() {
        return channel("QueueCallerLeave", CALLER, "Queue", "support", "Position", "1", "Count", "0");
    }

    Scene abandons() {
        return channel("QueueCallerAbandon", CALLER, "Queue", "support", "Position", "1", "HoldTime", "1");
    }

    Scene hangsUp(String channelId, int cause) {
        return channel("Hangup", channelId, "Cause", String.valueOf(cause));
    }

    Replay replay() {
        return replay;
    }

    <T> List<T> events(Class<T> type) {
        return replay.events(type);
    }

    QueueLeft left() {
        List<QueueLeft> left = events(QueueLeft.class);
        if (left.size() != 1) {
            throw new AssertionError("expected one call.queue.left: " + left);
        }
        return left.get(0);
    }

    OfferOutcome outcome(String agent) {
        List<OfferOutcome> outcomes = events(OfferEnded.class).stream()
                .filter(ended -> ended.agent().iface().equals(agent))
                .map(CallEvent.OfferEnded::outcome)
                .toList();
        if (outcomes.size() != 1) {
            throw new AssertionError("expected one outcome of " + agent + ": " + outcomes);
        }
        return outcomes.get(0);
    }
}
