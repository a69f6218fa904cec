package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A call to judge, with the verdict that is on record.
 *
 * @param revision grows with each fact
 * @param dirty a fact has come in since the verdict
 * @param verdict null before the first
 * @param legs what the verdict was told with; null before the first
 */
record Pending(String callId, long revision, boolean dirty, Verdict verdict, Legs legs) {

    private static final String STATE = "state";
    private static final String REASONS = "reasons";
    private static final String AGAIN_AT = "againAt";
    private static final String ROWS = "rows";
    private static final String BILLABLE = "billable";

    static Pending of(Document document) {
        String state = document.getString(STATE);
        return new Pending(
                document.getString("_id"),
                CdrDocuments.number(document, "revision"),
                document.getBoolean("dirty", false),
                state == null
                        ? null
                        : new Verdict(
                                State.valueOf(state),
                                document.getList(REASONS, String.class, List.of()),
                                CallFacts.instant(document, AGAIN_AT)),
                state == null
                        ? null
                        : new Legs((int) CdrDocuments.number(document, ROWS), CdrDocuments.number(document, BILLABLE)));
    }

    /** Whether an event about it would say something else than the last one. */
    boolean saysMore(Verdict now, Legs legsNow) {
        return verdict == null
                || verdict.state() != now.state()
                || !verdict.reasons().equals(now.reasons())
                || (now.state() == State.MATCHED && !legs.equals(legsNow));
    }

    /** Whether there is nothing to keep. */
    boolean sameAs(Verdict now, Legs legsNow) {
        return !dirty && now.equals(verdict) && legsNow.equals(legs);
    }

    static Bson update(Verdict verdict, Legs legs, Instant at) {
        return combine(
                set(STATE, verdict.state().name()),
                set(REASONS, verdict.reasons()),
                set(AGAIN_AT, verdict.againAt() == null ? null : Date.from(verdict.againAt())),
                set(ROWS, legs.rows()),
                set(BILLABLE, legs.billableS()),
                set("at", Date.from(at)));
    }
}
