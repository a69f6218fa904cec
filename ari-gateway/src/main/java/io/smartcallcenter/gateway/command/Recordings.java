package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.smartcallcenter.gateway.flow.FlowAction;
import io.smartcallcenter.gateway.flow.FlowInput;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Messages that callers leave. Most callers end theirs by hanging up, so a recording outlives its caller's channel: it is a
 * message as soon as Asterisk says that it has ended. On the node's loop.
 */
final class Recordings {

    private static final Logger LOG = Logger.getLogger(Recordings.class);
    private static final String FORMAT = "wav";
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final AriCalls calls;
    private final Consumer<Signal> signals;
    private final BiConsumer<String, FlowInput.Recorded> flows;
    private final Map<String, Recording> byName = new HashMap<>();

    /** @param flows takes the channel and what came of its recording */
    Recordings(Vertx vertx, AriCalls calls, Consumer<Signal> signals, BiConsumer<String, FlowInput.Recorded> flows) {
        this.vertx = vertx;
        this.calls = calls;
        this.signals = signals;
        this.flows = flows;
    }

    void start(WaitingCaller caller, FlowAction.StartRecording wanted) {
        Instant now = Instant.now();
        // The name becomes a file name: nothing of the caller's own text is in it.
        String channel = caller.channelId().replaceAll("[^A-Za-z0-9.]", "_");
        String name = "scc-" + wanted.mailbox() + "-" + channel + "-" + now.toEpochMilli();
        long forgotten =
                vertx.setTimer(Duration.ofSeconds(wanted.maxS()).plus(MARGIN).toMillis(), id -> byName.remove(name));
        byName.put(name, new Recording(caller, wanted.turn(), wanted.mailbox(), now, forgotten));
        String terminator = wanted.terminator() == null ? "none" : wanted.terminator();
        calls.record(caller.channelId(), name, FORMAT, wanted.maxS(), wanted.silenceS(), terminator)
                .onFailure(failure -> {
                    LOG.warnf("No recording of %s: %s", caller.channelId(), failure.getMessage());
                    ended(name, 0, false);
                });
    }

    void ended(String name, long durationMs, boolean ok) {
        Recording recording = byName.remove(name);
        if (recording == null) {
            return;
        }
        vertx.cancelTimer(recording.forgotten());
        WaitingCaller caller = recording.caller();
        if (ok && durationMs > 0) {
            signals.accept(new Signal.Executed(
                    caller.channelId(),
                    "voicemail/" + name,
                    new CallEvent.VoicemailRecorded(
                            caller.callId(),
                            recording.mailbox(),
                            name,
                            durationMs,
                            caller.number().isEmpty() ? null : caller.number()),
                    Instant.now()));
        }
        flows.accept(caller.channelId(), new FlowInput.Recorded(recording.turn(), durationMs, ok));
    }

    /** After a gap in the events: what runs no more has ended; how long it was is our own measure then. */
    void resume() {
        for (String name : List.copyOf(byName.keySet())) {
            calls.liveRecording(name).onFailure(failure -> {
                Recording recording = byName.get(name);
                if (recording != null && AriException.notFound(failure)) {
                    ended(
                            name,
                            Duration.between(recording.since(), Instant.now()).toMillis(),
                            true);
                }
            });
        }
    }

    /** The callers are a successor's: messages that are being left are not waited for. */
    void relinquish() {
        byName.values().forEach(recording -> vertx.cancelTimer(recording.forgotten()));
        byName.clear();
    }

    private record Recording(WaitingCaller caller, int turn, String mailbox, Instant since, long forgotten) {}
}
