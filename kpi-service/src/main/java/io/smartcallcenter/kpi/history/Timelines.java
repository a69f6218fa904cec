package io.smartcallcenter.kpi.history;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.call.Timeline;
import io.smartcallcenter.kpi.store.CallStore;
import io.smartcallcenter.kpi.store.CallStore.Chapter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Instant from = after == null ? Instant.EPOCH : Timeline.begin(after.time());
        return more(callId, from, after, limit, new LinkedHashMap<>());
    }

    private Uni<Page> more(String callId, Instant from, Mark after, int limit, Map<String, TimelineEvent> found) {
        return store.chapters(callId, from, CHAPTERS_AT_ONCE).chain(chapters -> {
            for (Chapter chapter : chapters) {
                add(chapter, after, found);
                if (found.size() > limit) {
                    return Uni.createFrom().item(page(found.values(), limit));
                }
            }
            if (chapters.size() < CHAPTERS_AT_ONCE) {
                return Uni.createFrom().item(page(found.values(), limit));
            }
            Instant last = chapters.get(chapters.size() - 1).begin();
            return more(callId, last.plusMillis(1), after, limit, found);
        });
    }

    /** An event that was published again at a later time is told once, when it was first. */
    private static void add(Chapter chapter, Mark after, Map<String, TimelineEvent> found) {
        chapter.texts().stream()
                .map(TimelineEvent::parse)
                .filter(event -> after == null || after.isBefore(event))
                .sorted(TimelineEvent.ORDER)
                .forEach(event -> found.putIfAbsent(event.id(), event));
    }

    private static Page page(Collection<TimelineEvent> found, int limit) {
        List<TimelineEvent> events = new ArrayList<>(found);
        if (events.size() <= limit) {
            return new Page(events, null);
        }
        TimelineEvent last = events.get(limit - 1);
        return new Page(List.copyOf(events.subList(0, limit)), new Mark(last.time(), last.seq(), last.id()));
    }
}
