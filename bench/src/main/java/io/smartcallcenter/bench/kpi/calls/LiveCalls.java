package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Talk;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Visit;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.OfferOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Short calls that happen now, so many that their events have a rate: 20 queues and 200 operators of their own, one ring each; of five callers
 * four are answered.
 */
public final class LiveCalls {

    private static final int ABANDONS = 5;

    private final double callsPerMs;
    private final List<Timed<Envelope<?>>> out = new ArrayList<>();
    private final InOrder<Envelope<?>> order = new InOrder<>(out::add);
    private long first;
    private int count;

    /** @param rate events per second */
    public LiveCalls(int rate) {
        int ofFive = 0;
        for (int number = 0; number < ABANDONS; number++) {
            ofFive += GatewayEvents.of(call(number, 0)).size();
        }
        callsPerMs = rate / 1_000.0 / ((double) ofFive / ABANDONS);
    }

    /** The events that are due by now and were not handed out yet; their time is when they were due. */
    public List<Timed<Envelope<?>>> until(long now) {
        first = first == 0 ? now : first;
        while (first + (long) (count / callsPerMs) <= now) {
            order.add(GatewayEvents.of(call(count, first + (long) (count / callsPerMs))));
            count++;
        }
        out.clear();
        order.until(now + 1);
        return List.copyOf(out);
    }

    private static SimulatedCall call(int number, long at) {
        int person = number % Floor.OPERATORS;
        String queue = String.format(Locale.ROOT, "live-%02d", person % Floor.QUEUES);
        Operator operator = new Operator(person, "pbx1", "PJSIP/" + (5_001 + person), "Live " + person, List.of(queue));
        Channels channels = new Channels("pbx1", at / 1_000, number * 10L);
        String uniqueid = channels.next();
        long joined = at + 100;
        Visit visit = number % ABANDONS == 0
                ? abandoned(queue, joined, operator, channels.next())
                : answered(queue, joined, operator, channels.next());
        long end = visit.talk() == null ? visit.leftAt() : visit.talk().to();
        return new SimulatedCall(number, "pbx1", uniqueid, "+49301234567", at, end + 20, List.of(visit));
    }

    private static Visit answered(String queue, long joined, Operator operator, String leg) {
        Ring ring = new Ring(operator, leg, joined + 50, joined + 1_050, OfferOutcome.ACCEPTED);
        Talk talk = new Talk(ring, ring.to(), ring.to() + 3_000, EndedBy.CALLER, List.of(), null, null);
        return new Visit(queue, joined, ring.to(), EntryOutcome.ANSWERED, List.of(ring), talk, 1);
    }

    private static Visit abandoned(String queue, long joined, Operator operator, String leg) {
        Ring ring = new Ring(operator, leg, joined + 50, joined + 2_000, OfferOutcome.CANCELLED);
        return new Visit(queue, joined, ring.to(), EntryOutcome.ABANDONED, List.of(ring), null, 1);
    }
}
