package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Hold;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Talk;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.CallEvent.TransferKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What follows an answer. */
final class Talks {

    private static final double MEDIAN_MS = 70_000;
    private static final double SPREAD = 0.8;

    private final Random random;

    Talks(Random random) {
        this.random = random;
    }

    Talk after(Ring answer) {
        long from = answer.to();
        long to = from + 1_500 + Draws.logNormal(random, MEDIAN_MS, SPREAD);
        int draw = random.nextInt(1_000);
        if (draw < 40) {
            TransferKind kind = draw < 30 ? TransferKind.BLIND : TransferKind.ATTENDED;
            String target = Floor.queues().get(random.nextInt(Floor.QUEUES));
            return new Talk(answer, from, to, EndedBy.TRANSFER, holds(from, to), kind, target);
        }
        EndedBy by = draw < 600 ? EndedBy.CALLER : EndedBy.AGENT;
        return new Talk(answer, from, to, by, holds(from, to), null, null);
    }

    /** A hold may last until the end of the talk. */
    private List<Hold> holds(long from, long to) {
        List<Hold> holds = new ArrayList<>();
        long at = from;
        while (random.nextInt(12) == 0) {
            long begin = at + 500 + Draws.exponential(random, 20_000);
            long end = Math.min(to, begin + 500 + Draws.exponential(random, 15_000));
            if (begin >= to) {
                break;
            }
            holds.add(new Hold(begin, end));
            at = end;
        }
        return holds;
    }
}
