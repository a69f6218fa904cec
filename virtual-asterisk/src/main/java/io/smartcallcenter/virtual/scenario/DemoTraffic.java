package io.smartcallcenter.virtual.scenario;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small call centre at work, for the demo: random but repeatable from its seed. Callers are from the number range 7 900 5550xxx
 * and belong to nobody. Operators mostly answer, sometimes miss or refuse a call, take breaks, and come back from an auto-pause.
 */
public final class DemoTraffic implements Traffic {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final List<String> BREAKS = List.of("lunch", "training", "coffee");

    private final VirtualAsterisk asterisk;
    private final Random random;
    private final Duration meanInterval;
    private final List<String> operators;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile boolean closed;

    /** {@code meanInterval}: between two calls, on average. */
    public DemoTraffic(VirtualAsterisk asterisk, long seed, Duration meanInterval, List<String> operators) {
        this.asterisk = asterisk;
        this.random = new Random(seed);
        this.meanInterval = meanInterval;
        this.operators = List.copyOf(operators);
    }

    public DemoTraffic start() {
        operators.forEach(number -> asterisk.operator(number, leg -> reaction()));
        asterisk.every(TICK, this::tick);
        return this;
    }

    private boolean tick() {
        if (closed) {
            return false;
        }
        double callsPerTick = (double) TICK.toMillis() / meanInterval.toMillis();
        for (double left = callsPerTick; left > 0; left--) {
            if (random.nextDouble() < left) {
                call();
            }
        }
        supervise();
        return true;
    }

    private void call() {
        String caller = "79005550" + "%03d".formatted(random.nextInt(1000));
        CallerPlan plan = new CallerPlan(seconds(15, 75), seconds(8, 60));
        begun.incrementAndGet();
        asterisk.call(caller, dialled(), plan).ended().thenRun(ended::incrementAndGet);
    }

    private String dialled() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return "700";
        }
        if (dice < 70) {
            return "701";
        }
        if (dice < 78) {
            return "702";
        }
        if (dice < 86) {
            return "703";
        }
        if (dice < 90) {
            return "709";
        }
        return operators.get(random.nextInt(operators.size()));
    }

    private Reaction reaction() {
        int dice = random.nextInt(100);
        if (dice < 82) {
            return Reaction.answer(Duration.ofMillis(800 + random.nextInt(2_400)));
        }
        if (dice < 88) {
            return Reaction.answerAndHangUp(Duration.ofMillis(1_000 + random.nextInt(2_000)), seconds(10, 40));
        }
        return dice < 94 ? Reaction.reject(Duration.ofMillis(700)) : Reaction.IGNORE;
    }

    /** Now and then somebody takes a break or is sent back to work; runs on the PBX's thread. */
    private void supervise() {
        asterisk.withPbx(pbx -> {
            for (CallQueue queue : pbx.queues().all()) {
                for (Member member : List.copyOf(queue.members())) {
                    if (member.paused() && random.nextInt(25) == 0) {
                        pbx.queues().pause(queue.name(), member.device(), false, "");
                    }
                }
            }
            if (random.nextInt(90) == 0) {
                String operator = operators.get(random.nextInt(operators.size()));
                pbx.queues().pause(null, "PJSIP/" + operator, true, BREAKS.get(random.nextInt(BREAKS.size())));
            }
        });
    }

    private Duration seconds(int from, int to) {
        return Duration.ofSeconds(from + random.nextInt(to - from + 1));
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
    }
}
