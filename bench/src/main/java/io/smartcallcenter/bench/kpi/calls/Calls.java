package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The calls of a season, in the order of their begin. */
public final class Calls {

    private static final int ELSEWHERE = 40;

    private final Random random;
    private final DayShape shape;
    private final Visits visits;
    private int count;

    public Calls(Season season, Shifts shifts) {
        random = new Random(season.seed());
        shape = new DayShape(season);
        visits = new Visits(random, shifts);
    }

    /** Can be asked for once. */
    public void forEach(Consumer<SimulatedCall> sink) {
        for (int hour = 0; hour < shape.hours(); hour++) {
            for (long start : shape.starts(hour, random)) {
                sink.accept(call(start));
            }
        }
    }

    private SimulatedCall call(long start) {
        int number = count++;
        String node = Floor.nodes().get(random.nextInt(Floor.nodes().size()));
        // every channel takes a number; a call has at most a few dozen
        Channels channels = new Channels(node, start / 1_000, number * 100L);
        String uniqueid = channels.next();
        List<Step> steps = new ArrayList<>();
        String queue = anyQueue();
        long at = start + 300 + random.nextInt(4_000);
        for (int i = 0; i < 3; i++) {
            Step step = visits.visit(node, queue, at, channels);
            steps.add(step);
            at = Visits.end(step);
            queue = next(step);
            if (queue == null) {
                break;
            }
            at += 50 + random.nextInt(2_000);
        }
        return new SimulatedCall(number, node, uniqueid, caller(), start, at + 20, steps);
    }

    /** Where the caller goes from there; null: nowhere. */
    private String next(Step step) {
        if (step instanceof SimulatedCall.Refused) {
            return random.nextInt(100) < ELSEWHERE ? anyQueue() : null;
        }
        SimulatedCall.Visit visit = (SimulatedCall.Visit) step;
        return switch (visit.outcome()) {
            case ANSWERED ->
                visit.talk().transfer() == null ? null : visit.talk().target();
            // some come back to where they were
            case TIMEOUT, LEFT_EMPTY, EXIT_KEY, WITHDRAWN ->
                random.nextInt(100) < ELSEWHERE ? random.nextInt(8) == 0 ? visit.queue() : anyQueue() : null;
            default -> null;
        };
    }

    private String anyQueue() {
        // the first queues have the most callers
        int queue = (int) (Floor.QUEUES * Math.pow(random.nextDouble(), 1.5));
        return Floor.queues().get(queue);
    }

    private String caller() {
        return "+4930" + (1_000_000 + random.nextInt(9_000_000));
    }
}
