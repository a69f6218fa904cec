package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Answers a caller, plays a prompt to the end, then goes on with what was planned. On the node's loop. */
final class Prompts {

    private static final Logger LOG = Logger.getLogger(Prompts.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final AriCalls calls;
    private final QueueSteps queues;
    private final Map<String, Playing> byChannel = new HashMap<>();
    private final Map<String, String> channelOfPlayback = new HashMap<>();
    private long last;

    Prompts(Vertx vertx, AriCalls calls, QueueSteps queues) {
        this.vertx = vertx;
        this.calls = calls;
        this.queues = queues;
    }

    Future<Void> play(String channel, String prompt, Then then) {
        String playback = "pb-" + channel + "-" + ++last;
        long timer = vertx.setTimer(LONGEST.toMillis(), id -> finished(playback));
        byChannel.put(channel, new Playing(playback, then, timer));
        channelOfPlayback.put(playback, channel);
        return calls.answer(channel)
                .compose(done -> calls.play(channel, playback, "sound:" + prompt))
                .onFailure(failure -> {
                    LOG.warnf("Prompt %s is not played to %s: %s", prompt, channel, failure.getMessage());
                    finished(playback);
                });
    }

    /** {@code PlaybackFinished}, or it never began. */
    void finished(String playback) {
        String channel = channelOfPlayback.get(playback);
        if (channel == null) {
            return;
        }
        Playing playing = remove(channel);
        queues.follow(channel, playing.then());
    }

    /** After a gap in the events: prompts that ended meanwhile have ended. */
    void resume() {
        List.copyOf(channelOfPlayback.keySet())
                .forEach(playback -> calls.playback(playback).onFailure(failure -> {
                    if (AriException.notFound(failure)) {
                        finished(playback);
                    }
                }));
    }

    /** The channel left the application or does not exist any more. */
    void gone(String channel) {
        if (byChannel.containsKey(channel)) {
            remove(channel);
        }
    }

    /** The callers are a successor's: what plays is not waited for. */
    void relinquish() {
        List.copyOf(byChannel.keySet()).forEach(this::remove);
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

    private record Playing(String playback, Then then, long timer) {}
}
