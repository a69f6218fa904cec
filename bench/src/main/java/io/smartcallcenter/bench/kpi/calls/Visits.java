package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Refused;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Step;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Talk;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Visit;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens to a caller in one queue. */
final class Visits {

    private static final long LONGEST_MS = 600_000;
    private static final long QUEUE_TIMEOUT_MS = 120_000;
    private static final RefusedReason[] REASONS = RefusedReason.values();

    private final Random random;
    private final Rings rings;
    private final Talks talks;

    Visits(Random random, Shifts shifts) {
        this.random = random;
        rings = new Rings(random, shifts);
        talks = new Talks(random);
    }

    Step visit(String node, String queue, long at, Channels channels) {
        if (random.nextInt(1_000) < 25) {
            return new Refused(queue, REASONS[random.nextInt(REASONS.length)], at);
        }
        EntryOutcome wanted = outcome();
        if (wanted == EntryOutcome.ANSWERED) {
            List<Ring> rung = new ArrayList<>();
            Ring answer = rings.untilAnswered(node, queue, at, channels, rung);
            if (answer != null) {
                Talk talk = talks.after(answer);
                rings.busy(answer.operator(), talk.to());
                return visit(queue, at, answer.to(), wanted, rung, talk);
            }
            wanted = EntryOutcome.ABANDONED;
        }
        long left = at + patience(wanted);
        return visit(queue, at, left, wanted, rings.inVain(node, queue, at, left, channels), null);
    }

    private Visit visit(String queue, long at, long left, EntryOutcome outcome, List<Ring> rung, Talk talk) {
        return new Visit(queue, at, left, outcome, rung, talk, 1 + random.nextInt(4));
    }

    static long end(Step step) {
        if (step instanceof Visit visit) {
            return visit.talk() == null ? visit.leftAt() : visit.talk().to();
        }
        return step.at();
    }

    /** {@code TRANSFERRED_OUT} does not occur: queue_log says ABANDON of it, and cannot tell the two apart. */
    private EntryOutcome outcome() {
        int draw = random.nextInt(10_000);
        if (draw < 8_500) {
            return EntryOutcome.ANSWERED;
        } else if (draw < 9_300) {
            return EntryOutcome.ABANDONED;
        } else if (draw < 9_600) {
            return EntryOutcome.TIMEOUT;
        } else if (draw < 9_750) {
            return EntryOutcome.LEFT_EMPTY;
        } else if (draw < 9_930) {
            return EntryOutcome.EXIT_KEY;
        } else if (draw < 9_990) {
            return EntryOutcome.WITHDRAWN;
        }
        return EntryOutcome.LOST;
    }

    /** Whole seconds are common, so that limits are met exactly. */
    private long patience(EntryOutcome outcome) {
        if (outcome == EntryOutcome.TIMEOUT) {
            return QUEUE_TIMEOUT_MS + random.nextInt(900);
        }
        if (outcome == EntryOutcome.ABANDONED && random.nextInt(5) == 0) {
            return 200 + random.nextInt(4_900);
        }
        if (random.nextInt(6) == 0) {
            return 1_000L * (1 + random.nextInt(60));
        }
        return Math.min(LONGEST_MS, 300 + Draws.exponential(random, 45_000));
    }
}
