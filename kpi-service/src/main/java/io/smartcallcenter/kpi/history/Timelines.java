package io.smartcallcenter.kpi.history;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.store.CallStore;
import io.smartcallcenter.kpi.store.CallStore.Chapter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events of a call in their order. */
public final class Timelines {

    private static final int CHAPTERS_AT_ONCE = 8;

    private final CallStore store;

    public Timelines(CallStore store) {
        this.store = store;
    }

    /**
     * Where a page ended.
     *
     * @param seq of the last event, as its id
     */
    public record Mark(Instant time, long seq, String id) {

        private boolean isBefore(TimelineEvent event) {
            int order = event.time().compareTo(time);
            if (order == 0) {
                order = Long.compare(event.seq(), seq);
            }
            return order > 0 || (order == 0 && event.id().compareTo(id) > 0);
        }
    }

    /** @param next null at the end */
    public record Page(List<TimelineEvent> events, Mark next) {}

    /** @param after null = from the beginning */
    public Uni<Page> page(String callId, Mark after, int limit) {
        return more(callId, Instant.EPOCH, new Reading(after, new HashSet<>(), new ArrayList<>()), limit);
    }

    /**
     * An event that was published again at a later time is told once, when it was first. So every page is read from the beginning: only what
     * was told before says what is not to be told again.
     *
     * @param told ids of the events up to here
     * @param found those of them that are after the mark
     */
    private record Reading(Mark after, Set<String> told, List<TimelineEvent> found) {

        void add(Chapter chapter) {
            chapter.texts().stream()
                    .map(TimelineEvent::parse)
                    .sorted(TimelineEvent.ORDER)
                    .filter(event -> told.add(event.id()))
                    .filter(event -> after == null || after.isBefore(event))
                    .forEach(found::add);
        }
    }

    private Uni<Page> more(String callId, Instant from, Reading reading, int limit) {
        return store.chapters(callId, from, CHAPTERS_AT_ONCE).chain(chapters -> {
            for (Chapter chapter : chapters) {
                reading.add(chapter);
                if (reading.found().size() > limit) {
                    return Uni.createFrom().item(page(reading.found(), limit));
                }
            }
            if (chapters.size() < CHAPTERS_AT_ONCE) {
                return Uni.createFrom().item(page(reading.found(), limit));
            }
            Instant last = chapters.get(chapters.size() - 1).begin();
            return more(callId, last.plusMillis(1), reading, limit);
        });
    }

    private static Page page(List<TimelineEvent> events, int limit) {
        if (events.size() <= limit) {
            return new Page(List.copyOf(events), null);
        }
        TimelineEvent last = events.get(limit - 1);
        return new Page(List.copyOf(events.subList(0, limit)), new Mark(last.time(), last.seq(), last.id()));
    }
}
