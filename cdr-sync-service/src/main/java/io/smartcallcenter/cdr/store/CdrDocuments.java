package io.smartcallcenter.cdr.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** Rows as documents. */
final class CdrDocuments {

    static final String CALL = "callId";
    static final String IMPORTED = "importedAt";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private CdrDocuments() {}

    static WriteModel<Document> upsert(CdrRow row, Instant now) {
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
                .append("billsec", row.billsecS());
        return new UpdateOneModel<>(
                Filters.eq("_id", row.id()),
                Updates.combine(new Document("$set", fields), Updates.setOnInsert(IMPORTED, Date.from(now))),
                UPSERT);
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
                number(document, "billsec"));
    }

    static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
