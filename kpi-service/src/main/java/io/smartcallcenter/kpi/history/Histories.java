package io.smartcallcenter.kpi.history;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.call.CallQuery;
import io.smartcallcenter.kpi.call.CallRecord;
import io.smartcallcenter.kpi.call.CallSummary;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.store.CallStore;
import io.smartcallcenter.kpi.store.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls with their waits and offers. */
public final class Histories {

    /** Read from the database for one page; what is then still missing is on the next one. */
    private static final int MOST_READ = 10_000;

    private static final int FEWEST_AT_ONCE = 100;

    private final CallStore store;

    public Histories(CallStore store) {
        this.store = store;
    }

    /** @param after null = from the newest */
    public Uni<CallPage> page(CallQuery query, Place after, int limit) {
        return more(query, after, limit, new ArrayList<>(), 0);
    }

    private Uni<CallPage> more(CallQuery query, Place after, int limit, List<CallRecord> found, int read) {
        int wanted = Math.max(limit + 1, FEWEST_AT_ONCE);
        return store.newest(query, after, wanted).chain(calls -> records(calls).chain(records -> {
            for (CallRecord record : records) {
                if (found.size() == limit) {
                    return done(found, place(found.get(limit - 1).summary()));
                }
                if (query.accepts(record)) {
                    found.add(record);
                }
            }
            if (calls.size() < wanted) {
                return done(found, null);
            }
            Place last = place(calls.get(calls.size() - 1));
            return found.size() == limit || read + wanted >= MOST_READ
                    ? done(found, last)
                    : more(query, last, limit, found, read + wanted);
        }));
    }

    private static Uni<CallPage> done(List<CallRecord> found, Place next) {
        return Uni.createFrom().item(new CallPage(List.copyOf(found), next));
    }

    private static Place place(CallSummary call) {
        return new Place(call.startedAt(), call.id());
    }

    public Uni<Optional<CallRecord>> call(String id) {
        return store.call(id).chain(found -> records(found.stream().toList())).map(records -> records.stream()
                .findFirst());
    }

    private Uni<List<CallRecord>> records(List<CallSummary> calls) {
        if (calls.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ids = calls.stream().map(CallSummary::id).toList();
        return Uni.combine()
                .all()
                .unis(store.entries(ids), store.offers(ids))
                .with((entries, offers) -> join(calls, entries, offers));
    }

    private static List<CallRecord> join(List<CallSummary> calls, List<QueueEntry> entries, List<Offer> offers) {
        Map<String, List<QueueEntry>> entriesOf = entries.stream().collect(Collectors.groupingBy(QueueEntry::callId));
        Map<String, List<Offer>> offersOf = offers.stream().collect(Collectors.groupingBy(Offer::callId));
        return calls.stream()
                .map(call -> new CallRecord(
                        call,
                        entriesOf.getOrDefault(call.id(), List.of()),
                        offersOf.getOrDefault(call.id(), List.of())))
                .toList();
    }
}
