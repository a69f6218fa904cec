package io.smartcallcenter.cdr.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.smartcallcenter.cdr.reconcile.SeenCall;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A call event as an upsert that may be repeated and reordered, and the document of a call as {@link SeenCall}. */
final class CallFacts {

    private static final String FIRST = "firstSeen";
    private static final String ENDED = "ended";
    private static final String END_KNOWN = "endKnownAt";
    private static final String ANSWERED_BY = "answeredBy";
    private static final String CALLER_UP = "callerAnswered";
    private static final String RUNG = "rungByQueue";
    private static final String LOST = "lost";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private CallFacts() {}

    /** @throws RuntimeException if it has a time that no date can hold */
    static WriteModel<Document> upsert(CallEvent event, EventMeta meta) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.min(FIRST, Date.from(meta.time())));
        if (event instanceof CallEvent.Ended) {
            updates.add(Updates.min(ENDED, Date.from(meta.time())));
            updates.add(Updates.min(END_KNOWN, Date.from(meta.receivedAt() == null ? meta.time() : meta.receivedAt())));
        } else if (event instanceof CallEvent.Answered answered) {
            updates.add(Updates.addToSet(ANSWERED_BY, answered.agent().iface()));
        } else if (event instanceof CallEvent.ChannelState state && callerIsUp(state)) {
            updates.add(Updates.set(CALLER_UP, true));
        } else if (event instanceof CallEvent.OfferStarted offer && offer.queue() != null) {
            updates.add(Updates.set(RUNG, true));
        }
        if (lost(event)) {
            updates.add(Updates.set(LOST, true));
        }
        return new UpdateOneModel<>(Filters.eq("_id", event.callId()), Updates.combine(updates), UPSERT);
    }

    /** The caller's channel is the one that the call is named after. */
    private static boolean callerIsUp(CallEvent.ChannelState state) {
        return "Up".equalsIgnoreCase(state.state())
                && state.channelId() != null
                && state.callId().endsWith("/" + state.channelId());
    }

    private static boolean lost(CallEvent event) {
        return (event instanceof CallEvent.QueueLeft left && left.outcome() == EntryOutcome.LOST)
                || (event instanceof CallEvent.OfferEnded offer && offer.outcome() == OfferOutcome.LOST)
                || (event instanceof CallEvent.Released released && released.endedBy() == CallEvent.EndedBy.UNKNOWN);
    }

    static SeenCall read(Document document) {
        return new SeenCall(
                document.getString("_id"),
                instant(document, FIRST),
                instant(document, ENDED),
                instant(document, END_KNOWN),
                new HashSet<>(document.getList(ANSWERED_BY, String.class, List.of())),
                document.getBoolean(CALLER_UP, false),
                document.getBoolean(RUNG, false),
                document.getBoolean(LOST, false));
    }

    static Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
