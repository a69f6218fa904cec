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

    private final Pbx pbx;
    private final Executor pbxThread;
    private final CallerPlan plan;
    private final CompletableFuture<String> uniqueid = new CompletableFuture<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Channel channel;
    private Timer hangup;

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

    /** The caller presses a key for 120 ms. */
    public void press(char digit) {
        pbxThread.execute(() -> {
            pbx.events().digitBegan(channel, digit);
            pbx.clock().after(Duration.ofMillis(120), () -> pbx.events().digitEnded(channel, digit, 120));
        });
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
