package io.smartcallcenter.cdr.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.events.Ids;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;

/** Rows as documents. */
final class CdrDocuments {

    static final String CALL = "callId";
    static final String IMPORTED = "importedAt";

    /** Texts of other people than operators: a number may stand anywhere in them. */
    static final List<String> WITH_NUMBERS =
            List.of("src", "dst", "channel", "dstchannel", "lastdata", "cnum", "cnam", "recordingfile", "accountcode");

    private static final String ERASED = "erased";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private CdrDocuments() {}

    /** An erased row is not overwritten: the filter does not find it, and the insert meets its id. */
    static WriteModel<Document> upsert(CdrRow row, Instant now) {
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", row.id()), Filters.ne(ERASED, true)),
                Updates.combine(new Document("$set", fields(row)), Updates.setOnInsert(IMPORTED, Date.from(now))),
                UPSERT);
    }

    static Document document(CdrRow row, Instant now) {
        return fields(row).append("_id", row.id()).append(IMPORTED, Date.from(now));
    }

    private static Document fields(CdrRow row) {
        Document fields = new Document(CALL, row.callId())
                .append("uniqueid", row.uniqueid())
                .append("sequence", row.sequence())
                .append("calldate", Date.from(row.calldate()))
                .append("src", row.src())
                .append("dst", row.dst())
                .append("channel", row.channel())
                .append("dstchannel", row.dstchannel())
                .append("lastapp", row.lastapp())
                .append("disposition", row.disposition())
                .append("duration", row.durationS())
                .append("billsec", row.billsecS())
                .append("node", Ids.nodeOf(row.callId()))
                .append("queue", row.queue())
                .append("operator", row.operatorLeg() ? row.operator() : "")
                .append("trunk", row.trunk());
        row.extras().forEach(fields::append);
        return fields;
    }

    /** @return empty if there is nothing to hide */
    static Optional<Document> erased(Document stored, UnaryOperator<String> hide) {
        CdrRow row = read(stored);
        CdrRow erased = row.without(hide);
        if (erased.equals(row)) {
            return Optional.empty();
        }
        Document document = new Document(stored);
        WITH_NUMBERS.forEach(document::remove);
        document.putAll(fields(erased));
        return Optional.of(document.append(ERASED, true));
    }

    static CdrRow read(Document document) {
        return new CdrRow(
                document.getString(CALL),
                document.getString("uniqueid"),
                number(document, "sequence"),
                CallFacts.instant(document, "calldate"),
                document.getString("src"),
                document.getString("dst"),
                document.getString("channel"),
                document.getString("dstchannel"),
                document.getString("lastapp"),
                document.getString("disposition"),
                number(document, "duration"),
                number(document, "billsec"),
                CdrRow.Extras.of(document::getString));
    }

    static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
