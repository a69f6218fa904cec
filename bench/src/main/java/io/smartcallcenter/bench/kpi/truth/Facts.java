package io.smartcallcenter.bench.kpi.truth;

import io.smartcallcenter.bench.kpi.calls.Calls;
import io.smartcallcenter.bench.kpi.calls.Duty;
import io.smartcallcenter.bench.kpi.calls.Season;
import io.smartcallcenter.bench.kpi.calls.Shifts;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Hold;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Refused;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Talk;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Visit;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import java.util.ArrayList;
import java.util.List;

/** The simulated calls of a season as plain lists, to be counted. */
public final class Facts {

    /** @param waitMs of a LOST one: until the gateway said so */
    record Entry(String queue, long at, long waitMs, EntryOutcome outcome, int call) {
        long leftAt() {
            return at + waitMs;
        }
    }

    record Refusal(String queue, long at, String reason) {}

    /** @param talk of an answered one; else null */
    record Offer(String iface, String queue, long at, OfferOutcome outcome, Talk talk, int call) {
        long heldMs() {
            return talk == null
                    ? 0
                    : talk.holds().stream().mapToLong(Facts::length).sum();
        }
    }

    final List<Entry> entries = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<Offer> offers = new ArrayList<>();
    final List<Duty> duties;

    private Facts(List<Duty> duties) {
        this.duties = duties;
    }

    public static Facts of(Season season) {
        Shifts shifts = new Shifts(season);
        Facts facts = new Facts(shifts.duties());
        new Calls(season, shifts).forEach(facts::add);
        return facts;
    }

    private static long length(Hold hold) {
        return hold.to() - hold.from();
    }

    private void add(SimulatedCall call) {
        call.steps().forEach(step -> {
            if (step instanceof Refused refused) {
                refusals.add(new Refusal(
                        refused.queue(), refused.at(), refused.reason().name()));
                return;
            }
            Visit visit = (Visit) step;
            entries.add(new Entry(visit.queue(), visit.at(), visit.waitMs(), visit.outcome(), call.number()));
            for (Ring ring : visit.rings()) {
                Talk talk = ring.outcome() == OfferOutcome.ACCEPTED ? visit.talk() : null;
                offers.add(new Offer(
                        ring.operator().iface(), visit.queue(), ring.from(), ring.outcome(), talk, call.number()));
            }
        });
    }
}
