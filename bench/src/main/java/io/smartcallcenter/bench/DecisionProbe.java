package io.smartcallcenter.bench;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queue.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches from inside the virtual Asterisk how long a caller waits for a decision: from the StasisStart frame, when it has been
 * written to the socket, to {@code POST /channels/{id}/continue}, when it is carried out. Everything here runs on the PBX's thread.
 *
 * <p>A caller that the gateway sends to the default queue has no decision. The number plan of the benchmark leads no number to
 * that queue, so the queue that a caller joins tells the two apart.
 */
final class DecisionProbe implements PbxEvents {

    private final String defaultQueue;
    private final Map<String, Asked> asked = new HashMap<>();
    private final Map<String, Asked> answered = new HashMap<>();
    private DecisionWindow window = new DecisionWindow();

    DecisionProbe(String defaultQueue) {
        this.defaultQueue = defaultQueue;
    }

    /** Callers that arrive from now on are counted in this window, whenever their decision comes. */
    void countIn(DecisionWindow next) {
        window = next;
    }

    @Override
    public void stasisStarted(Channel channel, String app, List<String> args) {
        // "queue-exit" and "dialed" have more arguments: they are no new callers.
        if (args.size() == 1) {
            window.arrived();
            asked.put(channel.id(), new Asked(window, System.nanoTime(), 0));
        }
    }

    @Override
    public void stasisEnded(Channel channel, String app) {
        Asked caller = asked.remove(channel.id());
        if (caller != null) {
            answered.put(channel.id(), new Asked(caller.window, caller.since, System.nanoTime()));
        }
    }

    @Override
    public void callerJoined(Waiting waiting) {
        Asked caller = answered.remove(waiting.channel().id());
        if (caller == null) {
            return;
        }
        if (waiting.queue().name().equals(defaultQueue)) {
            caller.window.fellBack();
        } else {
            caller.window.decided(caller.until - caller.since);
        }
    }

    @Override
    public void hungUp(Channel channel, HangupCause cause, int techCause) {
        asked.remove(channel.id());
        answered.remove(channel.id());
    }

    /** Both times in nanoseconds of {@link System#nanoTime()}. */
    private record Asked(DecisionWindow window, long since, long until) {}
}
