package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.kpi.call.CallRecord;
import io.smartcallcenter.kpi.call.CdrMatch;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.history.TimelineEvent;
import io.smartcallcenter.kpi.note.Note;
import io.smartcallcenter.kpi.note.Note.Kind;
import io.smartcallcenter.kpi.offer.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The whole story of one call: what the list says of it, and how it came about. */
@JsonNaming(SnakeCaseStrategy.class)
public record CallPicture(
        @JsonUnwrapped CallJson call,
        @Schema(description = "routing.decided and command.refused: steps, command, version of the rules")
                List<EventJson> decisions,
        List<Entry> entries,
        List<OfferPart> offers,
        @Schema(description = "call.transferred") List<EventJson> transfers,
        Cdr cdrMatch,
        NoteJson disposition,
        List<NoteJson> comments) {

    private static final Set<String> DECISIONS = Set.of("routing.decided", "command.refused");
    private static final String TRANSFER = "call.transferred";

    /** A wait in a queue. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Entry(String entryId, String queue, Instant joinedAt, String outcome, Double waitTime) {}

    /** An offer to an operator, with the talk that followed. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfferPart(
            String offerId,
            String queue,
            @Schema(examples = "PJSIP/0001") String operator,
            String name,
            Instant startedAt,
            @Schema(examples = "accepted") String outcome,
            Instant answeredAt,
            Instant releasedAt,
            Double talkTime,
            Double holdTime) {}

    /** What the comparison with the CDR said last. */
    public record Cdr(String state, Instant at, String detail) {}

    static CallPicture of(
            CallRecord call, List<TimelineEvent> events, List<Note> notes, Sight ofCaller, Sight ofNotes) {
        return new CallPicture(
                CallJson.of(call, ofCaller),
                events.stream()
                        .filter(event -> DECISIONS.contains(event.type()))
                        .map(event -> EventJson.of(event, ofCaller))
                        .toList(),
                call.entries().stream().map(CallPicture::entry).toList(),
                call.offers().stream()
                        .filter(Offer::happened)
                        .map(CallPicture::offer)
                        .toList(),
                events.stream()
                        .filter(event -> TRANSFER.equals(event.type()))
                        .map(event -> EventJson.of(event, ofCaller))
                        .toList(),
                cdr(call.summary().cdr(), ofCaller),
                notes.stream()
                        .filter(note -> note.kind() == Kind.DISPOSITION)
                        .findFirst()
                        .map(note -> NoteJson.of(note, ofNotes))
                        .orElse(null),
                notes.stream()
                        .filter(note -> note.kind() == Kind.COMMENT)
                        .map(note -> NoteJson.of(note, ofNotes))
                        .toList());
    }

    private static Entry entry(QueueEntry entry) {
        return new Entry(
                entry.id(),
                entry.queue(),
                entry.joinedAt(),
                word(entry.outcome()),
                CallJson.seconds(entry.knownWaitMs()));
    }

    private static OfferPart offer(Offer offer) {
        return new OfferPart(
                offer.id(),
                offer.queue(),
                offer.iface(),
                offer.name(),
                offer.startedAt(),
                word(offer.outcome()),
                offer.answeredAt(),
                offer.releasedAt(),
                CallJson.seconds(offer.talkMs()),
                CallJson.seconds(offer.accepted() ? (Long) offer.holdMs() : null));
    }

    private static Cdr cdr(CdrMatch match, Sight sight) {
        if (match == null) {
            return null;
        }
        String detail = match.detail() == null ? null : sight.text(match.detail());
        return new Cdr(match.state().wireName(), match.at(), detail);
    }

    private static String word(Enum<?> outcome) {
        return outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT);
    }
}
