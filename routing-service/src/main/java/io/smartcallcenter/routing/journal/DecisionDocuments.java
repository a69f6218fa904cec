package io.smartcallcenter.routing.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Decided;
import io.smartcallcenter.events.RoutingEvent.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Decisions as documents. A refusal that is heard of first makes a document that the decision completes. */
final class DecisionDocuments {

    static final String ID = "_id";
    static final String CALL = "call_id";
    static final String AT = "at";
    static final String DIALLED = "dialled";

    private static final String CALL_TYPE = "call_type";
    private static final String STEPS = "steps";
    private static final String NAME = "name";
    private static final String FINDING = "finding";
    private static final String COMMAND = "command";
    private static final String CAPTION = "caption";
    private static final String RULES = "rules";
    private static final String LATENCY = "latency_micros";
    private static final String REFUSED = "refused";
    private static final String REASON = "reason";
    private static final String DETAIL = "detail";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private DecisionDocuments() {}

    static WriteModel<Document> upsert(Entry entry) {
        List<Bson> updates = entry.event() instanceof Decided decided
                ? decided(decided, entry.at())
                : refused((CommandRefused) entry.event(), entry.at());
        return new UpdateOneModel<>(Filters.eq(ID, entry.decisionId()), Updates.combine(updates), UPSERT);
    }

    private static List<Bson> decided(Decided event, Instant at) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set(CALL, event.callId()));
        updates.add(Updates.set(AT, Date.from(at)));
        updates.add(Updates.set(DIALLED, event.dialled()));
        updates.add(Updates.set(
                CALL_TYPE, event.callType() == null ? null : event.callType().name()));
        updates.add(Updates.set(
                STEPS,
                event.steps().stream()
                        .map(step -> new Document(NAME, step.name()).append(FINDING, step.finding()))
                        .toList()));
        // As text: the keys of a flow may be anything, the field names of a database may not.
        updates.add(Updates.set(
                COMMAND, event.command() == null ? null : new String(EventCodec.write(event.command()), UTF_8)));
        updates.add(Updates.set(CAPTION, event.caption()));
        updates.add(Updates.set(RULES, event.rules()));
        updates.add(Updates.set(LATENCY, event.latencyMicros()));
        return updates;
    }

    private static List<Bson> refused(CommandRefused event, Instant at) {
        Document refused = new Document(REASON, event.reason().name())
                .append(DETAIL, event.detail())
                .append(COMMAND, event.command());
        return List.of(
                Updates.set(CALL, event.callId()),
                Updates.set(REFUSED, refused),
                Updates.setOnInsert(AT, Date.from(at)));
    }

    static JournalledDecision read(Document document) {
        Document refused = document.get(REFUSED, Document.class);
        return new JournalledDecision(
                document.getString(ID),
                document.getString(CALL),
                document.getDate(AT).toInstant(),
                document.getString(DIALLED),
                document.getString(CALL_TYPE),
                document.getList(STEPS, Document.class, List.of()).stream()
                        .map(step -> new Step(step.getString(NAME), step.getString(FINDING)))
                        .toList(),
                document.getString(COMMAND),
                document.getString(CAPTION),
                document.getLong(RULES),
                document.getLong(LATENCY),
                refused == null
                        ? null
                        : new JournalledDecision.Refused(
                                refused.getString(REASON), refused.getString(DETAIL), refused.getString(COMMAND)));
    }
}
