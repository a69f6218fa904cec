package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.mod;
import static com.mongodb.client.model.Filters.or;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.call.CallFields;
import io.smartcallcenter.kpi.call.CallOutcome;
import io.smartcallcenter.kpi.call.CallQuery;
import io.smartcallcenter.kpi.call.CdrMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;

/** A query for calls in the words of the database. What was asked for is only ever a value, or hashed into a path. */
final class CallFilters {

    private CallFilters() {}

    static Bson of(CallQuery query, Place after) {
        List<Bson> filters = new ArrayList<>();
        filters.add(gte(CallFields.STARTED_AT, query.from()));
        filters.add(lt(CallFields.STARTED_AT, query.to()));
        if (after != null) {
            filters.add(lte(CallFields.STARTED_AT, after.at()));
            filters.add(or(
                    lt(CallFields.STARTED_AT, after.at()),
                    and(eq(CallFields.STARTED_AT, after.at()), lt("_id", after.id()))));
        }
        any(query.queues(), CallFields::queue).ifPresent(filters::add);
        any(query.operators(), CallFields::operator).ifPresent(filters::add);
        if (query.callerDigits() != null) {
            filters.add(eq(CallFields.CALLER_DIGITS, query.callerDigits()));
        }
        if (query.dialled() != null) {
            filters.add(eq(CallFields.DIALLED, query.dialled()));
        }
        if (query.outcome() != null) {
            mayBe(query.outcome()).ifPresent(filters::add);
        }
        if (query.minWaitMs() != null) {
            filters.add(gte(CallFields.WAIT, query.minWaitMs()));
        }
        if (query.cdr() != null) {
            filters.add(mod(CallFields.CDR, CdrMatch.STATES, query.cdr().ordinal()));
        }
        if (query.notCompared()) {
            filters.add(exists(CallFields.CDR, false));
        }
        return and(filters);
    }

    private static Optional<Bson> any(Collection<String> names, UnaryOperator<String> path) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(or(
                        names.stream().map(name -> eq(path.apply(name), name)).toList()));
    }

    /** Spares calls that cannot have ended so. */
    private static Optional<Bson> mayBe(CallOutcome outcome) {
        return switch (outcome) {
            // either event may have been lost
            case ANSWERED ->
                Optional.of(or(eq(CallFields.ANSWERED, true), eq(CallFields.left(EntryOutcome.ANSWERED), true)));
            case REFUSED -> Optional.of(eq(CallFields.REFUSED, true));
            case LOST, WAITING, NONE -> Optional.empty();
            default -> Optional.of(eq(CallFields.left(EntryOutcome.valueOf(outcome.name())), true));
        };
    }
}
