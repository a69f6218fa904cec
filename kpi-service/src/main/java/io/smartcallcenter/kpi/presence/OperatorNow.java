package io.smartcallcenter.kpi.presence;

import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.presence.StateLines.Place;
import io.smartcallcenter.kpi.presence.StateLines.Word;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One operator now. A phone that rings or talks does so for every queue. Otherwise a queue sees its own pause only, while the
 * operator as a whole is paused if they are paused in any of their queues. A pause by hand and one of app_queue are alike.
 *
 * @param since when the state began, as far as the days that were looked at can tell; null if nothing is known
 * @param queues their state in each queue that they are a member of; empty if there is none
 */
public record OperatorNow(
        String iface, String name, OperatorState state, Instant since, SortedMap<String, OperatorState> queues) {

    private record Stand(OperatorState state, long since) {}

    public OperatorNow {
        queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
    }

    /**
     * @param days of one operator, at least one: today's and yesterday's of UTC or, where there are none, the latest before
     * @param now decides only whether an offer whose end is unknown may still last
     */
    public static OperatorNow of(Collection<OperatorDay> days, Retirements retirements, Instant now) {
        OperatorDay newest =
                days.stream().max(Comparator.comparingLong(OperatorDay::day)).orElseThrow();
        List<StateMark> marks = new ArrayList<>();
        List<OfferRow> offers = new ArrayList<>();
        for (OperatorDay day : days) {
            marks.addAll(day.carried());
            marks.addAll(day.marks());
            offers.addAll(day.offers());
        }
        StateLines lines = StateLines.of(retirements.signedOff(marks));
        Phone phone = Phone.of(offers, lines.lostAt(), now.toEpochMilli());
        SortedMap<String, Stand> stands = stands(lines, phone);
        Stand whole = phone.state() == null ? whole(stands.values(), lines) : new Stand(phone.state(), phone.since());
        SortedMap<String, OperatorState> queues = new TreeMap<>();
        stands.forEach((queue, stand) -> queues.put(queue, phone.state() == null ? stand.state : phone.state()));
        return new OperatorNow(
                newest.iface(),
                newest.name(),
                whole.state,
                whole.since == 0 ? null : Instant.ofEpochMilli(whole.since),
                queues);
    }

    /** Whether they belong to what is shown: somebody who is a member of no queue and has no call is not at work. */
    public boolean present() {
        return !queues.isEmpty() || state == OperatorState.RINGING || state == OperatorState.TALKING;
    }

    private static SortedMap<String, Stand> stands(StateLines lines, Phone phone) {
        SortedMap<String, Stand> stands = new TreeMap<>();
        for (Place place : lines.memberships()) {
            if (lines.member(place).on()) {
                stands.merge(place.queue(), stand(lines, place, phone), OperatorNow::better);
            }
        }
        return stands;
    }

    /** As if the phone were idle. */
    private static Stand stand(StateLines lines, Place place, Phone phone) {
        long member = lines.member(place).since();
        Word reachable = lines.reachable(place.node());
        if (!reachable.on()) {
            return new Stand(OperatorState.UNREACHABLE, Math.max(member, reachable.since()));
        }
        Word paused = lines.paused(place);
        long since = Math.max(Math.max(member, reachable.since()), Math.max(paused.since(), phone.since()));
        return new Stand(paused.on() ? OperatorState.PAUSED : OperatorState.AVAILABLE, since);
    }

    /** Two nodes know this member of this queue: where they are better off counts, and the longer time of two equal ones. */
    private static Stand better(Stand a, Stand b) {
        int order = a.state.compareTo(b.state);
        if (order == 0) {
            return a.since <= b.since ? a : b;
        }
        return order > 0 ? a : b;
    }

    private static Stand whole(Collection<Stand> stands, StateLines lines) {
        for (OperatorState state : List.of(OperatorState.PAUSED, OperatorState.AVAILABLE, OperatorState.UNREACHABLE)) {
            var since = stands.stream()
                    .filter(stand -> stand.state == state)
                    .mapToLong(Stand::since)
                    .min();
            if (since.isPresent()) {
                return new Stand(state, since.getAsLong());
            }
        }
        long left = lines.memberships().stream()
                .mapToLong(place -> lines.member(place).since())
                .max()
                .orElse(0);
        return new Stand(OperatorState.UNREACHABLE, Math.max(left, lines.lostAt()));
    }
}
