package io.smartcallcenter.virtual.scenario;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

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
    private volatile boolean closed;

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
        asterisk.withPbx(pbx -> pbx.queues().pause(null, "PJSIP/" + phone, true, reason));
        asterisk.after(profile.operators().breakLength().draw(random), this::backToWork);
        return true;
    }

    /** Whoever is on a break comes back, also from an automatic one. */
    private void backToWork() {
        asterisk.withPbx(pbx -> {
            for (CallQueue queue : pbx.queues().all()) {
                for (Member member : List.copyOf(queue.members())) {
                    if (member.paused()) {
                        pbx.queues().pause(queue.name(), member.device(), false, "");
                    }
                }
            }
        });
    }

    @Override
    public long begun() {
        return begun.get();
    }

    @Override
    public long ended() {
        return ended.get();
    }

    /** True when no new call comes. */
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
