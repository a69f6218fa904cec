package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Answers a caller, plays a prompt to the end, then goes on with what was planned. On the node's loop. */
public final class Prompts {

    private static final Logger LOG = Logger.getLogger(Prompts.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final AriCalls calls;
    private final QueueSteps queues;
    private final Consumer<Signal> signals;
    private final Map<String, Playing> byChannel = new HashMap<>();
    private final Map<String, String> channelOfPlayback = new HashMap<>();
    private long last;

    public Prompts(Vertx vertx, AriCalls calls, QueueSteps queues, Consumer<Signal> signals) {
        this.vertx = vertx;
        this.calls = calls;
        this.queues = queues;
        this.signals = signals;
    }

    /** @param flow the service flow that this prompt is a step of, or null */
    Future<Void> play(String channel, String prompt, String flow, Then then) {
        String playback = "pb-" + channel + "-" + ++last;
        long timer = vertx.setTimer(LONGEST.toMillis(), id -> finished(playback, "timeout"));
        byChannel.put(channel, new Playing(channel, playback, flow, then, timer));
        channelOfPlayback.put(playback, channel);
        return calls.answer(channel)
                .compose(done -> calls.play(channel, playback, "sound:" + prompt))
                .onFailure(failure -> {
                    LOG.warnf("Prompt %s is not played to %s: %s", prompt, channel, failure.getMessage());
                    finished(playback, "failed");
                });
    }

    /** {@code PlaybackFinished}; {@code state} is {@code done} or {@code failed}. */
    void finished(String playback, String state) {
        String channel = channelOfPlayback.get(playback);
        if (channel == null) {
            return;
        }
        Playing playing = remove(channel);
        if (playing.flow() != null) {
            signals.accept(new Signal.IvrStepped(channel, playing.flow(), "prompt", null, state, Instant.now()));
        }
        queues.follow(channel, playing.then());
    }

    /** The channel left the application or does not exist any more. */
    void gone(String channel) {
        if (byChannel.containsKey(channel)) {
            remove(channel);
        }
    }

    boolean knows(String channel) {
        return byChannel.containsKey(channel);
    }

    private Playing remove(String channel) {
        Playing playing = byChannel.remove(channel);
        channelOfPlayback.remove(playing.playback());
        vertx.cancelTimer(playing.timer());
        return playing;
    }

    private record Playing(String channel, String playback, String flow, Then then, long timer) {}
}
