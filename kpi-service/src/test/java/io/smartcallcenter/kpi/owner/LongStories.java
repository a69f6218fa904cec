package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.Story;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Random calls and states around the borders of quarters and days, with what makes rows move: reports of one moment that differ by some
 * seconds, outcomes that contradict each other, calls that were given up and turn up again, releases hours later.
 */
final class LongStories {

    private static final Instant START = Instant.parse("2026-11-23T23:45:00Z");
    private static final Agent[] AGENTS = {Story.ONE, Story.TWO, new Agent("PJSIP/0003", "PJSIP/0003")};
    private static final String[] QUEUES = {"support", "sales", "|$.x"};
    private static final long HOUR = 3_600_000;

    private final Random random;
    private final Story story = new Story(START);

    private LongStories(Random random) {
        this.random = random;
    }

    static List<Envelope<?>> of(Random random, int calls) {
        LongStories stories = new LongStories(random);
        for (int i = 0; i < calls; i++) {
            stories.call("c" + i);
            stories.state();
        }
        return stories.story.events;
    }

    private void call(String call) {
        String queue = any(QUEUES);
        long at = moment();
        switch (random.nextInt(5)) {
            case 0 -> story.missedThenAnswered(call, queue, at);
            case 1 -> story.refused(at, call, queue, any(RefusedReason.values()));
            default -> contradictory(call, queue, at);
        }
    }

    private void contradictory(String call, String queue, long at) {
        String entry = call + "/" + queue;
        Agent agent = any(AGENTS);
        long wait = random.nextInt(4) == 0 ? random.nextInt((int) (2 * HOUR)) : random.nextInt(40_000);
        if (random.nextInt(5) != 0) {
            story.joined(at, call, entry, queue);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            EntryOutcome outcome = any(EntryOutcome.values());
            long reported =
                    outcome == EntryOutcome.LOST ? random.nextInt((int) (4 * HOUR)) : wait + random.nextInt(500);
            story.left(at + reported + skew(), call, entry, queue, outcome, reported);
        }
        String offer = call + "-1";
        long ring = random.nextInt((int) Math.min(30_000, wait + 1));
        long started = at + wait - ring;
        if (random.nextInt(5) != 0) {
            story.offered(started, call, offer, entry, queue, agent);
        }
        if (random.nextBoolean()) {
            OfferOutcome outcome = any(OfferOutcome.values());
            long reported = outcome == OfferOutcome.LOST ? random.nextInt((int) (3 * HOUR)) : ring;
            story.offerEnded(started + reported + skew(), call, offer, entry, queue, agent, outcome, reported);
        }
        if (random.nextBoolean()) {
            long answered = started + ring;
            long talk = random.nextInt((int) (3 * HOUR));
            story.answered(answered + skew(), call, offer, entry, queue, agent, answered - at, ring)
                    .hold(answered + talk / 3, call, offer, agent)
                    .unhold(answered + talk / 2, call, offer, agent)
                    .released(answered + talk, call, offer, entry, queue, agent, talk);
        }
    }

    /** Several marks of the same state in a day, and days without any. */
    private void state() {
        Agent agent = any(AGENTS);
        String queue = any(QUEUES);
        long at = moment();
        switch (random.nextInt(5)) {
            case 0 -> story.member(at, agent, queue);
            case 1 -> story.removed(at, agent, queue);
            case 2 -> story.paused(at, agent, queue, "lunch", random.nextBoolean());
            case 3 -> story.unpaused(at, agent, queue);
            default -> story.device(at, agent, any(DeviceState.values()));
        }
    }

    /** Most within some minutes of a border, on one of six days. */
    private long moment() {
        long day = random.nextInt(6) * 24 * HOUR;
        long border = random.nextInt(4) * 15 * 60_000L;
        return day
                + border
                + (random.nextInt(3) == 0 ? random.nextInt((int) (20 * HOUR)) : random.nextInt(60_000) - 30_000);
    }

    /** What two clocks may differ by. */
    private long skew() {
        return random.nextInt(3) == 0 ? random.nextInt(40_000) - 20_000 : 0;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
