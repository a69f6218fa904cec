package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.cdr.reconcile.State;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * How the calls of a time range and their CDRs agree.
 *
 * @param calls those that either side knows, by their start
 * @param matchRate matched over calls that are not pending, 0..100 with one decimal; null when there are none
 * @param leftovers the calls that neither matched nor are pending, at most {@link #MOST_LEFTOVERS}
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
        List<Leftover> leftovers) {

    static final int MOST_LEFTOVERS = 1_000;

    /** One call that does not match. */
    public record Leftover(@JsonProperty("call_id") String callId, String state, String reason) {}

    static ReconciliationReport of(Instant from, Instant to, List<Document> verdicts) {
        Map<State, Integer> count = new EnumMap<>(State.class);
        verdicts.forEach(verdict -> count.merge(state(verdict), 1, Integer::sum));
        int matched = count.getOrDefault(State.MATCHED, 0);
        int pending = count.getOrDefault(State.PENDING, 0);
        int judged = verdicts.size() - pending;
        return new ReconciliationReport(
                from,
                to,
                verdicts.size(),
                matched,
                count.getOrDefault(State.MISSING_IN_CDR, 0),
                count.getOrDefault(State.MISSING_IN_EVENTS, 0),
                count.getOrDefault(State.MISMATCHED, 0),
                pending,
                judged == 0 ? null : Math.round(matched * 1000.0 / judged) / 10.0,
                leftovers(verdicts));
    }

    private static List<Leftover> leftovers(List<Document> verdicts) {
        return verdicts.stream()
                .filter(verdict -> state(verdict) != State.MATCHED && state(verdict) != State.PENDING)
                .limit(MOST_LEFTOVERS)
                .map(verdict -> new Leftover(
                        verdict.getString("_id"),
                        verdict.getString("state"),
                        String.join("; ", verdict.getList("reasons", String.class, List.of()))))
                .toList();
    }

    private static State state(Document verdict) {
        return State.valueOf(verdict.getString("state"));
    }
}
