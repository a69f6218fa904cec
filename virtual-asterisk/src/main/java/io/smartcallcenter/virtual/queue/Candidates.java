package io.smartcallcenter.virtual.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** calc_metric and find_best: who should ring first. The lowest metric wins; a penalty outweighs everything else. */
final class Candidates {

    private static final int PENALTY = 1_000_000;

    private Candidates() {}

    /** Asterisk builds this list back to front, so among equals the member listed last rings first (trace 01). */
    static List<Ringing> of(Waiting waiting, long now) {
        List<Member> members = waiting.queue().members();
        List<Ringing> candidates = new ArrayList<>(members.size());
        for (int index = 0; index < members.size(); index++) {
            Member member = members.get(index);
            if (member.penalty() > waiting.maxPenalty()) {
                continue;
            }
            int metric = member.penalty() * PENALTY + metric(waiting, member, index, now);
            candidates.add(new Ringing(waiting, member, metric));
        }
        Collections.reverse(candidates);
        return candidates;
    }

    private static int metric(Waiting waiting, Member member, int index, long now) {
        return switch (waiting.queue().settings().strategy()) {
            case RINGALL -> 0;
            case FEWESTCALLS -> member.callsTaken();
            case LEASTRECENT -> member.lastCall() == 0 ? 0 : (int) Math.max(0, PENALTY - (now - member.lastCall()));
            case RRMEMORY -> rotated(member.queuePosition(), waiting.queue().roundRobinPosition());
            case LINEAR -> rotated(index, waiting.linearPosition());
        };
    }

    private static int rotated(int position, int from) {
        return position < from ? 1000 + position : position;
    }

    static Ringing best(List<Ringing> candidates) {
        Ringing best = null;
        for (Ringing each : candidates) {
            if (!each.tried() && (best == null || each.metric() < best.metric())) {
                best = each;
            }
        }
        return best;
    }

    /** store_next_rr, store_next_lin: after a round the next one in the row has priority. */
    static void remember(List<Ringing> candidates, Waiting waiting) {
        CallQueue queue = waiting.queue();
        if (queue.settings().strategy() == Strategy.RRMEMORY) {
            queue.roundRobinPosition(next(candidates, queue.roundRobinPosition()));
        } else if (queue.settings().strategy() == Strategy.LINEAR) {
            waiting.linearPosition(next(candidates, waiting.linearPosition()));
        }
    }

    private static int next(List<Ringing> candidates, int from) {
        Ringing best = best(candidates);
        if (best != null) {
            return best.metric() % 1000;
        }
        boolean wrapped = candidates.stream().anyMatch(each -> each.metric() % PENALTY % 1000 > from);
        return wrapped ? 0 : from + 1;
    }
}
