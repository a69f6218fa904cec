package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Connects callers with single phones: create a leg, wait until it is in the application, dial it, answer and bridge when it
 * answers. One side's hang-up ends the other side; without an answer the command's {@code then} follows. On the node's loop.
 */
final class DirectCalls {

    private static final Logger LOG = Logger.getLogger(DirectCalls.class);
    private static final int DEFAULT_TIMEOUT_S = 30;
    private static final long GUARD_MS = 5_000;
    // A transfer moves a side out of the application and another one in, within milliseconds.
    private static final long TRANSFER_MS = 300;
    // cdr.uniqueid is varchar(32).
    private static final int MAX_ID = 28;
    private static final Pattern BRIDGE = Pattern.compile("br-.+-([1-9]\\d{0,8})");

    private final Vertx vertx;
    private final AriCalls calls;
    private final QueueSteps queues;
    private final Map<String, DirectCall> byChannel = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();

    DirectCalls(Vertx vertx, AriCalls calls, QueueSteps queues) {
        this.vertx = vertx;
        this.calls = calls;
        this.queues = queues;
    }

    /**
     * @param timeoutS how long the phone rings, 0 = 30
     * @param stay in the queue, if one follows
     */
    Future<Void> start(String caller, String endpoint, int timeoutS, Then then, Stay stay) {
        DirectCall before = byChannel.get(caller);
        if (before != null) {
            supersede(before, caller);
        }
        int attempt = attempts.merge(caller, 1, Integer::sum);
        String stem = caller.length() > MAX_ID ? caller.substring(caller.length() - MAX_ID) : caller;
        DirectCall call = new DirectCall(
                caller,
                stem + "-d" + attempt,
                "br-" + stem + "-" + attempt,
                timeoutS == 0 ? DEFAULT_TIMEOUT_S : timeoutS,
                then,
                stay);
        byChannel.put(caller, call);
        byChannel.put(call.leg(), call);
        call.guardedBy(vertx.setTimer(call.timeoutS() * 1_000L + GUARD_MS, id -> unanswered(call)));
        calls.ring(caller).onFailure(failure -> LOG.debugf("%s does not ring: %s", caller, failure.getMessage()));
        return calls.create(endpoint, call.leg(), caller)
                .onSuccess(done -> call.created())
                .onFailure(failure -> {
                    if (holds(call)) {
                        LOG.warnf("No leg to %s: %s", endpoint, failure.getMessage());
                        failed(call);
                    }
                });
    }

    /** The leg is in the application: only now may it be dialled. */
    void legEntered(String leg, String caller) {
        DirectCall call = byChannel.get(leg);
        if (call == null) {
            calls.hangup(leg, "normal").onFailure(failure -> ended(leg, failure));
            return;
        }
        calls.dial(leg, caller, call.timeoutS()).onFailure(failure -> {
            LOG.warnf("Leg %s cannot be dialled: %s", leg, failure.getMessage());
            calls.hangup(leg, "normal").onFailure(also -> ended(leg, also));
        });
    }

    /** A channel is up; if it is the leg, caller and leg are connected. */
    void answered(String channel) {
        DirectCall call = byChannel.get(channel);
        if (call == null || call.isUp() || !channel.equals(call.leg())) {
            return;
        }
        call.answered();
        vertx.cancelTimer(call.guard());
        Future.all(calls.answer(call.caller()), calls.createBridge(call.bridge()))
                .compose(done -> calls.addToBridge(call.bridge(), call.caller(), call.leg()))
                .onFailure(failure -> {
                    if (!holds(call)) {
                        return;
                    }
                    LOG.warnf("%s and %s cannot be bridged: %s", call.caller(), call.leg(), failure.getMessage());
                    release(call);
                    hangup(call.leg());
                    if (!AriException.channelGone(failure)) {
                        queues.follow(call.caller(), call.then(), call.stay());
                    }
                });
    }

    /** {@code now} took the place of {@code old}: an attended transfer. */
    void replaced(String old, String now) {
        DirectCall call = byChannel.remove(old);
        if (call != null) {
            call.replace(old, now);
            byChannel.put(now, call);
        }
    }

    /** The channel left the application, perhaps by a transfer: nothing is ended before it is clear that nobody came instead. */
    void left(String channel) {
        DirectCall call = byChannel.get(channel);
        if (call != null) {
            call.left(channel);
            vertx.setTimer(TRANSFER_MS, id -> leftForGood(call, channel));
        }
    }

    /** The channel does not exist any more. */
    void gone(String channel) {
        attempts.remove(channel);
        DirectCall call = byChannel.get(channel);
        if (call == null) {
            return;
        }
        if (channel.equals(call.caller())) {
            release(call);
            hangup(call.leg());
        } else if (call.isUp()) {
            release(call);
            if (!call.callerIsAway()) {
                hangup(call.caller());
            }
        } else {
            failed(call);
        }
    }

    /** Whether a bridge has an id that {@link #start} gives. */
    static boolean isBridge(String id) {
        return BRIDGE.matcher(id).matches();
    }

    /** A connected call that was found after a restart of the gateway: its hang-up must be passed on as before. */
    void adopt(String caller, String leg, String bridge) {
        Matcher numbered = BRIDGE.matcher(bridge);
        if (numbered.matches()) {
            // The next leg must not have the id of one that still exists. Who is the caller is not always certain.
            int attempt = Integer.parseInt(numbered.group(1));
            attempts.merge(caller, attempt, Math::max);
            attempts.merge(leg, attempt, Math::max);
        }
        DirectCall call = new DirectCall(caller, leg, bridge, DEFAULT_TIMEOUT_S, Then.HANGUP, Stay.PLAIN);
        call.created();
        call.answered();
        byChannel.put(caller, call);
        byChannel.put(leg, call);
    }

    /** After a gap in the events: who hung up meanwhile has, and a phone that was answered meanwhile is connected. */
    void resume() {
        Set.copyOf(byChannel.values()).stream().filter(DirectCall::exists).forEach(call -> {
            ask(call.caller());
            ask(call.leg());
        });
    }

    /** The calls are a successor's, and stay as they are. */
    void relinquish() {
        byChannel.values().forEach(call -> vertx.cancelTimer(call.guard()));
        byChannel.clear();
        attempts.clear();
    }

    private void ask(String channel) {
        calls.channelState(channel)
                .onSuccess(state -> {
                    if (state.equals("Up")) {
                        answered(channel);
                    }
                })
                .onFailure(failure -> {
                    if (AriException.notFound(failure)) {
                        gone(channel);
                    }
                });
    }

    boolean knows(String channel) {
        return byChannel.containsKey(channel);
    }

    private boolean holds(DirectCall call) {
        return byChannel.get(call.leg()) == call;
    }

    private void leftForGood(DirectCall call, String channel) {
        if (byChannel.get(channel) != call || !call.isAway(channel)) {
            return;
        }
        if (channel.equals(call.leg()) && !call.isUp()) {
            failed(call);
            return;
        }
        release(call);
        hangup(call.other(channel));
    }

    /**
     * The channel came back for another connection: who was, or was to be, connected with it would wait for nobody. A leg that Asterisk
     * is just making is ended when it enters.
     */
    private void supersede(DirectCall before, String channel) {
        release(before);
        String other = before.other(channel);
        if (!before.isAway(other)) {
            hangup(other);
        }
    }

    private void unanswered(DirectCall call) {
        if (holds(call) && !call.isUp()) {
            hangup(call.leg());
            failed(call);
        }
    }

    /** No connection came about. */
    private void failed(DirectCall call) {
        release(call);
        if (!call.callerIsAway()) {
            queues.follow(call.caller(), call.then(), call.stay());
        }
    }

    private void release(DirectCall call) {
        vertx.cancelTimer(call.guard());
        byChannel.remove(call.caller(), call);
        byChannel.remove(call.leg(), call);
        if (call.isUp()) {
            calls.destroyBridge(call.bridge()).onFailure(failure -> ended(call.bridge(), failure));
        }
    }

    private void hangup(String channel) {
        calls.hangup(channel, "normal").onFailure(failure -> ended(channel, failure));
    }

    private static void ended(String what, Throwable failure) {
        if (AriException.channelGone(failure)) {
            LOG.debugf("%s has ended already", what);
        } else {
            LOG.warnf("%s cannot be ended: %s", what, failure.getMessage());
        }
    }
}
