package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.smartcallcenter.gateway.flow.FlowAction;
import io.smartcallcenter.gateway.flow.FlowInput;
import io.smartcallcenter.gateway.flow.FlowInterpreter;
import io.smartcallcenter.gateway.flow.FlowState;
import io.smartcallcenter.gateway.flow.Turn;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The callers in service flows: what ARI tells of them goes to the {@link FlowInterpreter}, what it wants done goes to ARI. On
 * the node's loop.
 */
final class ServiceFlows {

    private static final Logger LOG = Logger.getLogger(ServiceFlows.class);

    private final Vertx vertx;
    private final AriCalls calls;
    private final QueueSteps queues;
    private final DirectCalls directs;
    private final Consumer<Signal> signals;
    private final Recordings recordings;
    private final Map<String, Run> byChannel = new HashMap<>();
    private final Map<String, Run> byPlayback = new HashMap<>();
    private long runs;

    ServiceFlows(Vertx vertx, AriCalls calls, QueueSteps queues, DirectCalls directs, Consumer<Signal> signals) {
        this.vertx = vertx;
        this.calls = calls;
        this.queues = queues;
        this.directs = directs;
        this.signals = signals;
        this.recordings = new Recordings(vertx, calls, signals, this::recorded);
    }

    /** @param then what follows when the flow cannot go on */
    Future<Void> start(WaitingCaller caller, ServiceFlow flow, Then then) {
        gone(caller.channelId());
        Run run = new Run(caller, flow, then, ++runs);
        byChannel.put(run.channel(), run);
        return calls.answer(run.channel())
                .onSuccess(answered -> accept(run, new FlowInput.Begin()))
                .onFailure(failure -> {
                    if (holds(run)) {
                        LOG.warnf("Flow %s of %s cannot begin: %s", flow.name(), run.channel(), failure.getMessage());
                        finish(run);
                        follow(run, then, failure);
                    }
                });
    }

    /** {@code ChannelDtmfReceived}. */
    void pressed(String channel, String digit) {
        Run run = byChannel.get(channel);
        // A to D exist on no phone that a caller has.
        if (run != null && digit.matches("[0-9*#]")) {
            accept(run, new FlowInput.Digit(digit.charAt(0)));
        }
    }

    /** {@code PlaybackFinished}; {@code state} is {@code done} or {@code failed}. */
    void played(String playback, String state) {
        Run run = byPlayback.remove(playback);
        if (run != null) {
            accept(run, new FlowInput.Played(turnOf(playback), state.equals("done")));
        }
    }

    /** {@code RecordingFinished} or {@code RecordingFailed}. */
    void recordingEnded(String name, long durationMs, boolean ok) {
        recordings.ended(name, durationMs, ok);
    }

    /** The channel left the application or does not exist any more. A message that is being left is kept. */
    void gone(String channel) {
        Run run = byChannel.get(channel);
        if (run != null) {
            finish(run);
        }
    }

    boolean knows(String channel) {
        return byChannel.containsKey(channel);
    }

    /** After a gap in the events: who hung up meanwhile is forgotten, and what ended meanwhile has ended. */
    void resume() {
        List.copyOf(byChannel.keySet()).forEach(channel -> ifGone(calls.channelState(channel), () -> gone(channel)));
        List.copyOf(byPlayback.keySet())
                .forEach(playback -> ifGone(calls.playback(playback), () -> played(playback, "done")));
        recordings.resume();
    }

    /** The callers are a successor's, who begins their flows anew. */
    void relinquish() {
        List.copyOf(byChannel.values()).forEach(this::finish);
        recordings.relinquish();
    }

    private static void ifGone(Future<?> asked, Runnable reaction) {
        asked.onFailure(failure -> {
            if (AriException.notFound(failure)) {
                reaction.run();
            }
        });
    }

    private void recorded(String channel, FlowInput.Recorded recorded) {
        Run run = byChannel.get(channel);
        if (run != null) {
            accept(run, recorded);
        }
    }

    private void accept(Run run, FlowInput input) {
        if (!holds(run)) {
            return;
        }
        Turn turn = FlowInterpreter.next(run.flow, run.state, input);
        run.state = turn.state();
        turn.actions().forEach(action -> perform(run, action));
    }

    private void perform(Run run, FlowAction action) {
        if (action instanceof FlowAction.Play play) {
            play(run, play);
        } else if (action instanceof FlowAction.StopPlaying stop) {
            String playback = playback(run, stop.turn());
            byPlayback.remove(playback);
            calls.stopPlayback(playback).onFailure(failure -> LOG.debugf("%s: %s", playback, failure.getMessage()));
        } else if (action instanceof FlowAction.Wait wait) {
            vertx.cancelTimer(run.timer);
            run.timer = vertx.setTimer(wait.seconds() * 1_000L, id -> accept(run, new FlowInput.TimedOut(wait.turn())));
        } else if (action instanceof FlowAction.StartRecording recording) {
            recordings.start(run.caller, recording);
        } else if (action instanceof FlowAction.CallBack back) {
            String callId = run.caller.callId();
            signals.accept(new Signal.Executed(
                    run.channel(),
                    "callback/" + run.number + "." + run.state.steps(),
                    new CallEvent.CallbackRequested(callId, back.number(), back.queue()),
                    Instant.now()));
        } else if (action instanceof FlowAction.Stepped step) {
            signals.accept(new Signal.IvrStepped(
                    run.channel(), run.flow.name(), step.node(), step.digits(), step.result(), Instant.now()));
        } else {
            finish(run);
            leave(run, action);
        }
    }

    private void play(Run run, FlowAction.Play play) {
        String playback = playback(run, play.turn());
        byPlayback.put(playback, run);
        calls.play(run.channel(), playback, String.join(",", play.media())).onFailure(failure -> {
            LOG.warnf("%s is not played to %s: %s", play.media(), run.channel(), failure.getMessage());
            played(playback, "failed");
        });
    }

    private void leave(Run run, FlowAction last) {
        String channel = run.channel();
        if (last instanceof FlowAction.ToQueue to) {
            queues.enter(channel, to.queue(), new Stay(to.timeoutS(), to.options(), false, 0, null, to.then()))
                    .onFailure(failure -> follow(run, to.then(), failure));
        } else if (last instanceof FlowAction.ToPhone to) {
            directs.start(channel, to.endpoint(), to.timeoutS(), to.then(), Stay.PLAIN);
        } else if (last instanceof FlowAction.HangUp hangUp) {
            calls.hangup(channel, hangUp.cause())
                    .onFailure(failure -> LOG.debugf("%s: %s", channel, failure.getMessage()));
        } else {
            Then then = ((FlowAction.Follow) last).then();
            queues.follow(channel, then == null ? run.then : then);
        }
    }

    private void follow(Run run, Then then, Throwable failure) {
        if (!AriException.channelGone(failure)) {
            queues.follow(run.channel(), then);
        }
    }

    private boolean holds(Run run) {
        return byChannel.get(run.channel()) == run;
    }

    private void finish(Run run) {
        vertx.cancelTimer(run.timer);
        byChannel.remove(run.channel(), run);
        byPlayback.values().removeIf(run::equals);
    }

    private static String playback(Run run, int turn) {
        return "fl-" + run.channel() + "-" + run.number + "-" + turn;
    }

    private static int turnOf(String playback) {
        return Integer.parseInt(playback.substring(playback.lastIndexOf('-') + 1));
    }

    /** One caller in one flow. */
    private static final class Run {

        private final WaitingCaller caller;
        private final ServiceFlow flow;
        private final Then then;
        private final long number;
        private FlowState state;
        private long timer = -1;

        Run(WaitingCaller caller, ServiceFlow flow, Then then, long number) {
            this.caller = caller;
            this.flow = flow;
            this.then = then;
            this.number = number;
            this.state = FlowState.of(caller.number());
        }

        String channel() {
            return caller.channelId();
        }
    }
}
