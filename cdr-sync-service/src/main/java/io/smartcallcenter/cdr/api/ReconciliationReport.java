package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.defaults.query.QueryRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * How the calls of a time range and their CDRs agree.
 *
 * @param calls those of ours that either side knows, by their start
 * @param matchRate matched over calls that are not pending, 0..100 with one decimal; null when there are none
 * @param leftovers the calls that neither matched nor are pending, by their start, at most {@link #MOST_LEFTOVERS}
 * @param truncated whether there are more leftovers
 */
public record ReconciliationReport(
        Instant from,
        Instant to,
        int calls,
        int matched,
        @JsonProperty("missing_in_cdr") int missingInCdr,
        @JsonProperty("missing_in_events") int missingInEvents,
        int mismatched,
        int pending,
        @JsonProperty("match_rate") Double matchRate,
        List<Leftover> leftovers,
        boolean truncated) {

    static final int MOST_LEFTOVERS = 1_000;

    /** The states of which a call is no leftover. */
    static final Set<State> SETTLED = Set.of(State.MATCHED, State.PENDING, State.NOT_OURS);

    /** One call that does not match. */
    public record Leftover(@JsonProperty("call_id") String callId, String state, String reason, List<String> codes) {

        private static Leftover of(Document verdict) {
            return new Leftover(
                    verdict.getString("_id"),
                    verdict.getString("state"),
                    String.join("; ", verdict.getList("reasons", String.class, List.of())),
                    verdict.getList("codes", String.class, List.of()));
        }
    }

    /** @param leftovers sorted, and one more than are shown if there are more */
    static ReconciliationReport of(QueryRange range, Map<State, Integer> counts, List<Document> leftovers) {
        int matched = counts.getOrDefault(State.MATCHED, 0);
        int pending = counts.getOrDefault(State.PENDING, 0);
        int calls = counts.values().stream().mapToInt(Integer::intValue).sum() - counts.getOrDefault(State.NOT_OURS, 0);
        int judged = calls - pending;
        return new ReconciliationReport(
                range.from(),
                range.to(),
                calls,
                matched,
                counts.getOrDefault(State.MISSING_IN_CDR, 0),
                counts.getOrDefault(State.MISSING_IN_EVENTS, 0),
                counts.getOrDefault(State.MISMATCHED, 0),
                pending,
                judged == 0 ? null : Math.round(matched * 1000.0 / judged) / 10.0,
                leftovers.stream().limit(MOST_LEFTOVERS).map(Leftover::of).toList(),
                leftovers.size() > MOST_LEFTOVERS);
    }
}
