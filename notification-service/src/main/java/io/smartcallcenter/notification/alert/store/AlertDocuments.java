package io.smartcallcenter.notification.alert.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.EventMeta;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Alerts as documents. */
final class AlertDocuments {

    static final String ID = "_id";
    static final String KEY = "key";
    static final String STATE = "state";
    static final String SEVERITY = "severity";
    static final String RAISED_AT = "raisedAt";
    static final String SINCE = "since";
    static final String CLEARED_AT = "clearedAt";
    static final String EXPIRE_AT = "expireAt";

    private AlertDocuments() {}

    /** Of the event that raised it: what is read again is the same alert. Raised later for the same cause, it is another one. */
    static String id(EventMeta meta) {
        String text = meta.id() + "\n" + meta.time();
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString();
    }

    /** What a later record of an open alert may change. */
    static Document changeable(Alert.Raised alert) {
        return new Document(SEVERITY, alert.severity().name())
                .append("what", alert.what())
                .append("advice", alert.advice())
                .append("silenced", alert.silenced());
    }

    static Document fresh(Alert.Raised alert, String source, Instant at) {
        return changeable(alert)
                .append(KEY, alert.key())
                .append("rule", alert.rule())
                .append("subject", alert.subject())
                .append("value", alert.value())
                .append("threshold", alert.threshold())
                .append(SINCE, date(alert.since()))
                .append("source", source)
                .append(RAISED_AT, date(at))
                .append(STATE, AlertRecord.State.OPEN.name());
    }

    /** Since then, and nobody looks after it yet. */
    static Document begunAnew(Instant since) {
        Document nobody =
                new Document("acknowledgedBy", 1).append("acknowledgedAt", 1).append("note", 1);
        return new Document("$set", new Document(SINCE, date(since)).append(STATE, AlertRecord.State.OPEN.name()))
                .append("$unset", nobody);
    }

    /** An alert that an earlier version stored may not say since when. */
    static Bson began(Instant since) {
        return or(eq(SINCE, date(since)), and(eq(SINCE, null), eq(RAISED_AT, date(since))));
    }

    static AlertRecord read(Document document) {
        Instant raisedAt = instant(document, RAISED_AT);
        Instant since = instant(document, SINCE);
        Alert.Raised alert = new Alert.Raised(
                document.getString(KEY),
                Alert.Severity.valueOf(document.getString(SEVERITY)),
                document.getString("what"),
                document.getString("advice"),
                document.getString("rule"),
                document.getString("subject"),
                document.getDouble("value"),
                document.getDouble("threshold"),
                since == null ? raisedAt : since,
                Boolean.TRUE.equals(document.getBoolean("silenced")));
        return new AlertRecord(
                document.getString(ID),
                alert,
                document.getString("source"),
                raisedAt,
                document.getString("acknowledgedBy"),
                instant(document, "acknowledgedAt"),
                document.getString("note"),
                instant(document, CLEARED_AT));
    }

    static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    static Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
