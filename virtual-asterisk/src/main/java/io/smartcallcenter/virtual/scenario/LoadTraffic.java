package io.smartcallcenter.virtual.scenario;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Calls by a {@link LoadProfile} until it is closed or its time is over. Rates and durations are those of the PBX's clock. The
 * callers are of the number range 7 900 555xxxx and belong to nobody.
 */
public final class LoadTraffic implements Traffic {

    private final VirtualAsterisk asterisk;
    private final LoadProfile profile;
    private final List<String> phones;
    private final Random random;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final Consumer<Pbx> watching = pbx -> pbx.bus().also(new AutomaticPauses());
    private volatile boolean closed;

    /** Whom the queue has paused for a missed call notices it after the length of a break. */
    private final class AutomaticPauses implements PbxEvents {
        @Override
        public void memberPaused(CallQueue queue, Member member) {
            if (!closed && member.paused() && member.pausedReason().equals("Auto-Pause")) {
                backToWorkAfterABreak(queue.name(), member.device());
            }
        }
    }

    /** {@code phones}: the operators who behave as the profile says. */
    public LoadTraffic(VirtualAsterisk asterisk, LoadProfile profile, List<String> phones) {
        this.asterisk = asterisk;
        this.profile = profile;
        this.phones = List.copyOf(phones);
        this.random = new Random(profile.seed());
    }

    public LoadTraffic start() {
        if (profile.operators() != null) {
            phones.forEach(number ->
                    asterisk.operator(number, leg -> profile.operators().react(random)));
            asterisk.onEveryBoot(watching);
            if (profile.operators().pauses() > 0) {
                asterisk.repeat(this::untilNextBreak, this::takeABreak);
            }
        }
        asterisk.repeat(() -> profile.arrivals().gapNanos(random), this::next);
        if (profile.length() != null) {
            asterisk.after(profile.length(), this::close);
        }
        return this;
    }

    private boolean next() {
        if (closed) {
            return false;
        }
        long number = begun.getAndIncrement();
        CallerPlan plan = profile.caller(random);
        String caller = "7900555" + "%04d".formatted(profile.inTurn() ? number % 10_000 : random.nextInt(10_000));
        asterisk.call(caller, profile.number(number, random), plan).ended().thenRun(ended::incrementAndGet);
        return true;
    }

    private long untilNextBreak() {
        double seconds = profile.operators().pauses() * -Math.log(1 - random.nextDouble());
        return (long) (seconds * 1e9);
    }

    private boolean takeABreak() {
        if (closed) {
            return false;
        }
        List<String> reasons = profile.operators().reasons();
        String phone = phones.get(random.nextInt(phones.size()));
        String reason = reasons.isEmpty() ? "" : reasons.get(random.nextInt(reasons.size()));
        String device = "PJSIP/" + phone;
        asterisk.withPbx(pbx -> pbx.queues().pause(null, device, true, reason));
        backToWorkAfterABreak(null, device);
        return true;
    }

    private void backToWorkAfterABreak(String queue, String device) {
        Duration length = profile.operators().breakLength().draw(random);
        asterisk.after(length, () -> asterisk.withPbx(pbx -> pbx.queues().pause(queue, device, false, "")));
    }

    @Override
    public long begun() {
        return begun.get();
    }

    @Override
    public long ended() {
        return ended.get();
    }

    @Override
    public void close() {
        closed = true;
        asterisk.execute(() -> asterisk.forgetOnBoot(watching));
    }
}
