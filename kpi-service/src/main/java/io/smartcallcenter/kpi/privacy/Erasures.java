package io.smartcallcenter.kpi.privacy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.call.CallFacts;
import io.smartcallcenter.kpi.call.CallQuery;
import io.smartcallcenter.kpi.call.CallSummary;
import io.smartcallcenter.kpi.call.CallbackNumber;
import io.smartcallcenter.kpi.call.CallerText;
import io.smartcallcenter.kpi.call.Timeline;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.history.TimelineEvent;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.CallStore;
import io.smartcallcenter.kpi.store.CallStore.Chapter;
import io.smartcallcenter.kpi.store.NoteStore;
import io.smartcallcenter.kpi.store.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes a caller's number and name unreadable in summaries, timelines and the search. It writes contributions that sort after what
 * was there, so a replay of the topics brings nothing back. May be repeated: what is erased is not found again.
 */
public final class Erasures {

    /** Dead letters are kept for 30 days. */
    private static final Duration LATEST = Duration.ofDays(40);

    private static final int CALLS_AT_ONCE = 50;
    private static final int CHAPTERS_AT_ONCE = 8;

    /** Comments are pointed at by their calls, up to so many. */
    private static final int MOST_NAMED = 1000;

    private final CallStore calls;
    private final NoteStore notes;
    private final AuditStore audit;
    private final Projection projection;
    private final Clock clock;

    public Erasures(CallStore calls, NoteStore notes, AuditStore audit, Projection projection, Clock clock) {
        this.calls = calls;
        this.notes = notes;
        this.audit = audit;
        this.projection = projection;
        this.clock = clock;
    }

    /** @param commented calls that have comments, at most a thousand of them */
    public record Report(Erasure erasure, List<String> commented) {}

    /**
     * @param digits of the number
     * @param who the token's name
     */
    public Uni<Report> erase(String digits, String who, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Erasure begun = new Erasure(UUID.randomUUID().toString(), now, who, reason, false, 0, 0, 0);
        return audit.note(begun).chain(() -> more(digits, new Report(begun, List.of())));
    }

    private Uni<Report> more(String digits, Report before) {
        return calls.callsOf(digits, CALLS_AT_ONCE).chain(found -> {
            if (found.isEmpty()) {
                Report done = new Report(before.erasure().done(), before.commented());
                return audit.note(done.erasure()).replaceWith(done);
            }
            return some(found, digits, before)
                    .chain(after -> audit.note(after.erasure()).replaceWith(after))
                    .chain(after -> more(digits, after));
        });
    }

    private Uni<Report> some(Collection<String> found, String digits, Report before) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(callId -> one(callId, digits))
                .collect()
                .asList()
                .map(erased -> sum(before, erased));
    }

    private record Erased(String callId, long events, long comments) {}

    private static Report sum(Report before, List<Erased> calls) {
        Erasure sum = before.erasure();
        List<String> commented = new ArrayList<>(before.commented());
        for (Erased call : calls) {
            sum = sum.plus(1, call.events(), call.comments());
            if (call.comments() > 0 && commented.size() < MOST_NAMED) {
                commented.add(call.callId());
            }
        }
        return new Report(sum, commented);
    }

    /**
     * Erases what came after the erasure of its call: events that were late, or repaired dead letters. Nobody has seen them.
     *
     * @return how many events
     */
    public Uni<Long> eraseLateEvents() {
        Instant now = clock.instant();
        CallQuery erased = CallQuery.ofCaller(now.minus(LATEST), now.plus(LATEST), CallerText.ERASED);
        return late(erased, null, 0);
    }

    private Uni<Long> late(CallQuery query, Place after, long before) {
        return calls.newest(query, after, CALLS_AT_ONCE).chain(found -> Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(call -> timeline(call.id(), Instant.EPOCH, 0)
                        .call(() -> calls.callbacks(call.id()).chain(this::erase)))
                .collect()
                .with(Collectors.summingLong(Long::longValue))
                .chain(events -> {
                    if (found.size() < CALLS_AT_ONCE) {
                        return Uni.createFrom().item(before + events);
                    }
                    CallSummary last = found.get(found.size() - 1);
                    return late(query, new Place(last.startedAt(), last.id()), before + events);
                }));
    }

    /** What the call was found by last: until then it is found again by an erasure that is repeated. */
    private Uni<Erased> one(String callId, String digits) {
        return timeline(callId, Instant.EPOCH, 0).chain(events -> calls.callbacks(callId)
                .chain(callbacks -> erase(found(callbacks, digits, false))
                        .chain(() -> projection.write(List.of(CallFacts.erased(callId))))
                        .chain(() -> erase(found(callbacks, digits, true))))
                .chain(() -> notes.comments(List.of(callId)))
                .map(comments -> new Erased(callId, events, comments)));
    }

    private static List<CallbackNumber> found(List<CallbackNumber> callbacks, String digits, boolean by) {
        return callbacks.stream()
                .filter(callback -> callback.digits().equals(digits) == by)
                .toList();
    }

    private Uni<Void> erase(List<CallbackNumber> callbacks) {
        return projection.write(callbacks.stream().map(CallbackNumber::erased).toList());
    }

    private Uni<Long> timeline(String callId, Instant from, long before) {
        return calls.chapters(callId, from, CHAPTERS_AT_ONCE).chain(chapters -> {
            List<Contribution> erased = chapters.stream()
                    .flatMap(chapter -> erased(callId, chapter).stream())
                    .toList();
            Uni<Void> written = projection.write(erased);
            long sum = before + erased.size();
            if (chapters.size() < CHAPTERS_AT_ONCE) {
                return written.replaceWith(sum);
            }
            Instant last = chapters.get(chapters.size() - 1).begin();
            return written.chain(() -> timeline(callId, last.plusMillis(1), sum));
        });
    }

    private static List<Contribution> erased(String callId, Chapter chapter) {
        return chapter.texts().stream()
                .map(TimelineEvent::parse)
                .filter(event -> !event.erased() && event.tellsOfTheCaller())
                .map(event -> Timeline.erased(callId, event.time(), event.id(), event.erasedText()))
                .toList();
    }
}
