package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.smartcallcenter.cdr.reconcile.Finding;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.reconcile.Sides;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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

    static final String STATE = "state";

    /** When the call was there, by our clock as far as that is known; {@code at} is when it began by Asterisk's. */
    static final String FROM = "from";

    static final String UNTIL = "until";

    private static final String REASONS = "reasons";
    private static final String FINDING_CODES = "findings";

    /** Each code once: what drilling asks for. */
    static final String CODES = "codes";

    static final String SEEN = "seen";
    static final String CDR = "cdr";

    /** Where a number may stand. */
    static final List<String> WITH_NUMBERS =
            List.of(REASONS, SEEN + ".trunk", SEEN + ".did", CDR + ".trunk", CDR + ".did");

    /** The revision that the verdict on record was made of. */
    static final String JUDGED = "judged";

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
                        : new Verdict(State.valueOf(state), findings(document), CallFacts.instant(document, AGAIN_AT)),
                state == null
                        ? null
                        : new Legs((int) CdrDocuments.number(document, ROWS), CdrDocuments.number(document, BILLABLE)));
    }

    private static List<Finding> findings(Document document) {
        List<String> codes = document.getList(FINDING_CODES, String.class, List.of());
        List<String> texts = document.getList(REASONS, String.class, List.of());
        return IntStream.range(0, codes.size())
                .mapToObj(i -> Finding.of(Reason.valueOf(codes.get(i)), texts.get(i)))
                .toList();
    }

    static Bson erased(Document document, UnaryOperator<String> hide) {
        return combine(
                set(
                        REASONS,
                        document.getList(REASONS, String.class, List.of()).stream()
                                .map(hide)
                                .toList()),
                set(SEEN, SidesDocuments.erased(document.get(SEEN, Document.class), hide)),
                set(CDR, SidesDocuments.erased(document.get(CDR, Document.class), hide)));
    }

    /** Whether an event about it would say something else than the last one. */
    boolean saysMore(Verdict now, Legs legsNow) {
        return verdict == null
                || verdict.state() != now.state()
                || !verdict.findings().equals(now.findings())
                || (now.state() == State.MATCHED && !legs.equals(legsNow));
    }

    /** Whether there is nothing to keep. */
    boolean sameAs(Verdict now, Legs legsNow) {
        return !dirty && now.equals(verdict) && legsNow.equals(legs);
    }

    Bson update(Verdict verdict, Legs legs, Sides sides, Instant at, Span span) {
        return combine(
                set(JUDGED, revision),
                set(STATE, verdict.state().name()),
                set(REASONS, verdict.reasons()),
                set(
                        FINDING_CODES,
                        verdict.findings().stream()
                                .map(each -> each.code().name())
                                .toList()),
                set(CODES, verdict.codes()),
                set(SEEN, SidesDocuments.write(sides.events())),
                set(CDR, SidesDocuments.write(sides.cdr())),
                set(AGAIN_AT, verdict.againAt() == null ? null : Date.from(verdict.againAt())),
                set(ROWS, legs.rows()),
                set(BILLABLE, legs.billableS()),
                set("at", Date.from(at)),
                set(FROM, Date.from(span.from())),
                set(UNTIL, Date.from(span.until())));
    }
}
