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
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.OfferOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A call event as an upsert that may be repeated and reordered, and the document of a call as {@link SeenCall}. */
final class CallFacts {

    static final String FIRST = "firstSeen";
    static final String ENDED = "ended";
    static final String END_KNOWN = "endKnownAt";
    private static final String ANSWERED_BY = "answeredBy";
    private static final String CALLER_UP = "callerAnswered";
    private static final String RUNG = "rungByQueue";
    private static final String QUEUE = "queue";
    private static final String TRUNK = "trunk";
    private static final String DIALLED = "dialled";

    /** Where a number may stand. */
    static final List<String> WITH_NUMBERS = List.of(TRUNK, DIALLED);

    /** In place of a text: it sorts after every other, so that events that are read again do not bring that back. */
    private static final String ERASED = "~";

    private static final String RINGS = "rings";
    private static final String TALKS = "talks";
    private static final String TRANSFERRED = "transferred";
    private static final String DIRECT_UNANSWERED = "directUnanswered";
    private static final String LOST = "lost";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private CallFacts() {}

    /** @throws RuntimeException if it has a time that no date can hold */
    static WriteModel<Document> upsert(CallEvent event, EventMeta meta) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set("node", Ids.nodeOf(event.callId())));
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
        details(event, meta, updates);
        if (lost(event)) {
            updates.add(Updates.set(LOST, true));
        }
        return new UpdateOneModel<>(Filters.eq("_id", event.callId()), Updates.combine(updates), UPSERT);
    }

    private static void details(CallEvent event, EventMeta meta, List<Bson> updates) {
        if (event instanceof CallEvent.Started started) {
            say(updates, TRUNK, started.trunk());
            say(updates, DIALLED, started.dialled());
        } else if (event instanceof CallEvent.QueueJoined joined) {
            updates.add(Updates.min(QUEUE, String.format("%015d|%s", meta.time().toEpochMilli(), joined.queue())));
        } else if (event instanceof CallEvent.Answered answered) {
            updates.add(Updates.max(RINGS + "." + name(answered.offerId()), answered.ringMs()));
        } else if (event instanceof CallEvent.Released released) {
            updates.add(Updates.max(TALKS + "." + name(released.offerId()), released.talkMs()));
        } else if (event instanceof CallEvent.Transferred) {
            updates.add(Updates.set(TRANSFERRED, true));
        } else if (event instanceof CallEvent.OfferEnded offer
                && offer.queue() == null
                && offer.outcome() != OfferOutcome.ACCEPTED) {
            updates.add(Updates.set(DIRECT_UNANSWERED, true));
        }
    }

    private static void say(List<Bson> updates, String field, String text) {
        if (text != null && !text.isEmpty()) {
            updates.add(Updates.max(field, text));
        }
    }

    /** Of a field: ids come from outside. */
    private static String name(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
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

    static Bson erased(Document document, UnaryOperator<String> hide) {
        return Updates.combine(WITH_NUMBERS.stream()
                .filter(field -> !hide.apply(text(document, field)).equals(text(document, field)))
                .map(field -> Updates.set(field, ERASED))
                .toList());
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
                document.getBoolean(LOST, false),
                new SeenCall.Details(
                        queue(document),
                        text(document, TRUNK),
                        text(document, DIALLED),
                        Duration.ofMillis(sum(document, TALKS)),
                        legs(document),
                        document.getBoolean(TRANSFERRED, false),
                        document.getBoolean(DIRECT_UNANSWERED, false)));
    }

    private static String queue(Document document) {
        String text = text(document, QUEUE);
        return text.substring(text.indexOf('|') + 1);
    }

    private static String text(Document document, String field) {
        String text = document.getString(field);
        return text == null || text.equals(ERASED) ? "" : text;
    }

    /** Null as long as there is an answer without its release. */
    private static Duration legs(Document document) {
        Document rings = document.get(RINGS, new Document());
        return rings.isEmpty() || !document.get(TALKS, new Document()).keySet().containsAll(rings.keySet())
                ? null
                : Duration.ofMillis(sum(document, RINGS) + sum(document, TALKS));
    }

    private static long sum(Document document, String field) {
        return document.get(field, new Document()).values().stream()
                .mapToLong(each -> ((Number) each).longValue())
                .sum();
    }

    static Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
