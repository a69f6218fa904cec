package io.smartcallcenter.virtual.scenario;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Party;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.pbx.Pbx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A simulated caller's call. The futures may be awaited from any thread but the PBX's own. */
public final class Call implements Party {

    private static final Duration KEY = Duration.ofMillis(120);
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(300);

    private final Pbx pbx;
    private final Executor pbxThread;
    private final CallerPlan plan;
    private final CompletableFuture<String> uniqueid = new CompletableFuture<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Channel channel;
    private Timer hangup;
    private volatile Duration speaks = Duration.ofSeconds(5);

    public Call(Pbx pbx, Executor pbxThread, CallerPlan plan) {
        this.pbx = pbx;
        this.pbxThread = pbxThread;
        this.plan = plan;
    }

    /** On the PBX's thread only. */
    public void begin(Channel incoming) {
        channel = incoming;
        channel.party(this);
        uniqueid.complete(channel.id());
        if (plan.patience() != null) {
            hangupIn(plan.patience());
        }
        pbx.dialplan().enter(channel, channel.context(), channel.exten());
    }

    private void hangupIn(Duration delay) {
        hangup = pbx.clock().after(delay, () -> pbx.channels().callerHangup(channel));
    }

    /** The Uniqueid, also ARI's channel id. */
    public CompletableFuture<String> uniqueid() {
        return uniqueid;
    }

    /** Completes when somebody talks with the caller. */
    public CompletableFuture<Void> connected() {
        return connected;
    }

    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** The caller hangs up. */
    public void hangup() {
        pbxThread.execute(() -> pbx.channels().callerHangup(channel));
    }

    /** The caller presses these keys (0-9, *, #, A-D) one after another, 120 ms each with 300 ms between them (trace 10). */
    public void press(String digits) {
        if (!digits.matches("[0-9*#A-D]+")) {
            throw new IllegalArgumentException("Not keys of a telephone: " + digits);
        }
        pbxThread.execute(() -> {
            Duration wait = Duration.ZERO;
            for (char digit : digits.toCharArray()) {
                pbx.clock().after(wait, () -> pbx.channels().press(channel, digit, KEY));
                wait = wait.plus(KEY).plus(BETWEEN_KEYS);
            }
        });
    }

    /** How long the caller speaks when they are recorded from now on; 5 seconds unless said otherwise. */
    public void speaks(Duration length) {
        speaks = length;
    }

    @Override
    public Duration speaks() {
        return speaks;
    }

    @Override
    public void connected(Channel mine) {
        if (hangup != null) {
            hangup.cancel();
        }
        if (plan.talk() != null) {
            hangupIn(plan.talk());
        }
        connected.complete(null);
    }

    @Override
    public void ended(Channel mine) {
        if (hangup != null) {
            hangup.cancel();
        }
        ended.complete(null);
    }
}
