package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.gap.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The queues of a range, by name. Everything of an entry belongs to the range of its join.
 *
 * @param complete false if events of the range were lost
 */
public record QueueReport(TimeRange range, Policy policy, boolean complete, List<QueueFigures> queues) {

    private record Rows(List<QueueEntry> entries, List<Refusal> refusals) {}

    /** @param asked queues that get a row even if nothing happened; empty = those where something did */
    public static QueueReport of(
            TimeRange range,
            Policy policy,
            Set<String> asked,
            Collection<QueueEntry> entries,
            Collection<Refusal> refusals,
            Collection<Outage> outages,
            Instant now) {
        Map<String, Rows> byQueue = new TreeMap<>();
        asked.forEach(queue -> rows(byQueue, queue));
        entries.stream()
                .filter(entry -> entry.queue() != null && range.contains(entry.joinedAt()))
                .forEach(entry -> rows(byQueue, entry.queue()).entries.add(entry));
        refusals.stream()
                .filter(refusal -> range.contains(refusal.at()))
                .forEach(refusal -> rows(byQueue, refusal.queue()).refusals.add(refusal));
        List<QueueFigures> figures = new ArrayList<>();
        byQueue.forEach((queue, rows) -> figures.add(QueueFigures.of(queue, rows.entries, rows.refusals, policy, now)));
        return new QueueReport(range, policy, complete(outages, range), figures);
    }

    private static Rows rows(Map<String, Rows> byQueue, String queue) {
        return byQueue.computeIfAbsent(queue, name -> new Rows(new ArrayList<>(), new ArrayList<>()));
    }

    static boolean complete(Collection<Outage> outages, TimeRange range) {
        return outages.stream().noneMatch(outage -> outage.overlaps(range.from(), range.to()));
    }
}
