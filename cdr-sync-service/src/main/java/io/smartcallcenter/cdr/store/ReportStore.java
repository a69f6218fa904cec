package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Sides;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.report.Group;
import io.smartcallcenter.cdr.report.HybridFold;
import io.smartcallcenter.cdr.report.HybridFold.JudgedCall;
import io.smartcallcenter.cdr.report.RowQuery;
import io.smartcallcenter.cdr.report.RowQuery.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads what reports are made of. Values of a filter are compared as they are: none of them is an expression. */
@ApplicationScoped
public class ReportStore {

    private final CdrStore store;

    ReportStore(CdrStore store) {
        this.store = store;
    }

    /**
     * The newest rows, by calldate.
     *
     * @param after null = from the newest
     */
    public Uni<List<CdrRow>> rows(RowQuery query, Place after, int limit) {
        return store.cdr()
                .find(
                        filter(query, after),
                        new FindOptions()
                                .sort(Sorts.descending("calldate", "_id"))
                                .limit(limit))
                .collect()
                .asList()
                .map(found -> found.stream().map(CdrDocuments::read).toList());
    }

    private static Bson filter(RowQuery query, Place after) {
        List<Bson> all = new ArrayList<>();
        all.add(gte("calldate", Date.from(query.from())));
        all.add(lt("calldate", Date.from(query.to())));
        if (after != null) {
            Date calldate = Date.from(after.calldate());
            all.add(lte("calldate", calldate));
            all.add(or(lt("calldate", calldate), lt("_id", after.id())));
        }
        only(all, "node", query.node());
        only(all, "src", query.src());
        only(all, "dst", query.dst());
        only(all, "did", query.did());
        only(all, "operator", query.operator());
        only(all, "queue", query.queue());
        only(all, "disposition", query.disposition());
        only(all, CdrDocuments.CALL, query.call());
        return and(all);
    }

    private static void only(List<Bson> all, String field, String value) {
        if (value != null) {
            all.add(eq(field, value));
        }
    }

    /**
     * Calls that began in the range, by group.
     *
     * @param shown what is seen of a group
     */
    public Uni<List<HybridFold.Row>> hybrid(
            Instant from, Instant to, Group by, ZoneId zone, UnaryOperator<String> shown) {
        Bson which = and(began(from, to), ne("state", State.NOT_OURS.name()));
        return store.verdicts()
                .find(
                        which,
                        new FindOptions()
                                .projection(
                                        Projections.include("at", "state", Pending.CODES, Pending.SEEN, Pending.CDR)))
                .collect()
                .in(() -> new HybridFold(by, zone, shown), (fold, document) -> fold.add(call(document)))
                .map(HybridFold::rows);
    }

    private static JudgedCall call(Document document) {
        return new JudgedCall(
                document.getDate("at").toInstant(),
                State.valueOf(document.getString("state")),
                document.getList(Pending.CODES, String.class, List.of()),
                new Sides(
                        SidesDocuments.read(document.get(Pending.SEEN, Document.class)),
                        SidesDocuments.read(document.get(Pending.CDR, Document.class))));
    }

    /** How many calls that began in the range are in each state. */
    public Uni<Map<State, Integer>> count(Instant from, Instant to) {
        return store.verdicts()
                .aggregate(List.of(
                        Aggregates.match(began(from, to)), Aggregates.group("$state", Accumulators.sum("calls", 1))))
                .collect()
                .asList()
                .map(groups -> {
                    Map<State, Integer> counts = new EnumMap<>(State.class);
                    groups.forEach(group -> counts.put(
                            State.valueOf(group.getString("_id")), (int) CdrDocuments.number(group, "calls")));
                    return counts;
                });
    }

    /**
     * The verdicts of the range that are not one of these states, by the begin of the call.
     *
     * @param from inclusive; {@code to} exclusive
     */
    public Uni<List<Document>> verdictsWithout(Collection<State> states, Instant from, Instant to, int limit) {
        Bson which = and(
                began(from, to), nin("state", states.stream().map(State::name).toList()));
        return store.verdicts()
                .find(which, new FindOptions().sort(ascending("at", "_id")).limit(limit))
                .collect()
                .asList();
    }

    /** The verdicts of the range that say so, in any state, by the begin of the call. */
    public Uni<List<Document>> verdictsFor(String reason, Instant from, Instant to, int limit) {
        return store.verdicts()
                .find(
                        and(began(from, to), eq(Pending.CODES, reason)),
                        new FindOptions().sort(ascending("at", "_id")).limit(limit))
                .collect()
                .asList();
    }

    private static Bson began(Instant from, Instant to) {
        return and(gte("at", Date.from(from)), lt("at", Date.from(to)));
    }
}
