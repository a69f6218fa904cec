package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.events.OfferOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Who is rung for a caller, and what comes of it. */
final class Rings {

    private static final long RETRY_MS = 1_000;
    private static final int AT_ONCE = 3;

    private final Random random;
    private final Shifts shifts;
    private final long[] busyUntil = new long[Floor.OPERATORS];
    private final Map<String, List<Operator>> members = new HashMap<>();

    Rings(Random random, Shifts shifts) {
        this.random = random;
        this.shifts = shifts;
    }

    void busy(Operator operator, long until) {
        busyUntil[operator.index()] = until;
    }

    /** The ring that was answered, after those that were not; null if nobody was there to be rung. */
    Ring untilAnswered(String node, String queue, long joined, Channels channels, List<Ring> rung) {
        long at = joined + 20 + (random.nextInt(3) == 0 ? 0 : Draws.exponential(random, 14_000));
        int misses = random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 0;
        for (int i = 0; i <= misses; i++) {
            List<Operator> free = free(node, queue, at, i < misses || !Floor.ringsAll(queue) ? 1 : AT_ONCE);
            if (free.isEmpty()) {
                rung.clear();
                return null;
            }
            if (i < misses) {
                rung.add(missed(free.get(0), at, channels));
                at = rung.get(rung.size() - 1).to() + RETRY_MS;
                continue;
            }
            // whole seconds: CONNECT says of the ring no more than that
            long to = at + 1_000L * (1 + random.nextInt(10));
            Ring answer = new Ring(free.get(0), channels.next(), at, to, OfferOutcome.ACCEPTED);
            rung.add(answer);
            for (Operator loser : free.subList(1, free.size())) {
                rung.add(new Ring(loser, channels.next(), at, to, OfferOutcome.RESCINDED));
            }
            return answer;
        }
        throw new IllegalStateException("the last ring is answered");
    }

    /** Those who rang until the caller left at last. */
    List<Ring> inVain(String node, String queue, long joined, long left, Channels channels) {
        List<Ring> rung = new ArrayList<>();
        long at = joined + 50 + Draws.exponential(random, 30_000);
        while (at < left) {
            List<Operator> free = free(node, queue, at, 1);
            if (free.isEmpty()) {
                return rung;
            }
            Ring ring = missed(free.get(0), at, channels);
            if (ring.to() >= left) {
                rung.add(new Ring(ring.operator(), ring.leg(), at, left, OfferOutcome.CANCELLED));
                return rung;
            }
            rung.add(ring);
            at = ring.to() + RETRY_MS + Draws.exponential(random, 20_000);
        }
        return rung;
    }

    private Ring missed(Operator operator, long at, Channels channels) {
        int draw = random.nextInt(100);
        if (draw < 70) {
            return new Ring(operator, channels.next(), at, at + Floor.RING_TIMEOUT_MS, OfferOutcome.TIMEOUT);
        }
        long to = at + 200 + random.nextInt(6_000);
        return new Ring(operator, channels.next(), at, to, draw < 98 ? OfferOutcome.REJECTED : OfferOutcome.DUMPED);
    }

    /** Up to so many, beginning somewhere. */
    private List<Operator> free(String node, String queue, long at, int wanted) {
        List<Operator> all =
                members.computeIfAbsent(node + "/" + queue, key -> List.copyOf(Floor.members(node, queue)));
        List<Operator> free = new ArrayList<>(wanted);
        int first = random.nextInt(all.size());
        for (int i = 0; i < all.size() && free.size() < wanted; i++) {
            Operator each = all.get((first + i) % all.size());
            if (busyUntil[each.index()] <= at && shifts.free(each, at)) {
                free.add(each);
            }
        }
        return free;
    }
}
