package io.smartcallcenter.kpi.query;

import static io.smartcallcenter.events.EntryOutcome.ABANDONED;
import static io.smartcallcenter.events.EntryOutcome.ANSWERED;
import static io.smartcallcenter.events.EntryOutcome.LOST;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.SlMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The definitions of queue figures written down again, straight and slow, for the folded ones to be compared with. */
final class NaiveQueues {

    /** @param outcome null while the caller waits */
    record Entry(String queue, long joinedAt, EntryOutcome outcome, long waitMs, long call) {

        long leftAt() {
            return joinedAt + waitMs;
        }
    }

    record Refused(String queue, long at, RefusedReason reason) {}

    private NaiveQueues() {}

    /**
     * @param joined the entries whose join counts
     * @param left the ended entries whose end counts
     */
    static Map<String, Object> columns(
            Collection<Entry> joined, Collection<Entry> left, Collection<Refused> refused, Policy policy, long now) {
        Predicate<Entry> shortOne = each -> each.outcome == ABANDONED && each.waitMs < policy.shortAbandon() * 1000L;
        List<Entry> waiting =
                joined.stream().filter(each -> each.outcome == null).toList();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("total", (long) joined.size());
        columns.put("unique", joined.stream().map(Entry::call).distinct().count());
        columns.put("waiting", (long) waiting.size());
        columns.put(
                "longest",
                waiting.stream().map(Entry::joinedAt).min(Long::compare).orElse(null));
        columns.put("short", left.stream().filter(shortOne).count());
        for (EntryOutcome outcome : EntryOutcome.values()) {
            columns.put(
                    outcome.name(),
                    left.stream()
                            .filter(each -> each.outcome == outcome && !shortOne.test(each))
                            .count());
        }
        for (RefusedReason reason : RefusedReason.values()) {
            columns.put(
                    reason.name(),
                    refused.stream().filter(each -> each.reason == reason).count());
        }
        List<Long> waits = left.stream()
                .filter(each -> each.outcome != LOST)
                .map(Entry::waitMs)
                .toList();
        columns.put("mean", mean(waits));
        columns.put("asa", mean(waitsOf(left, each -> each.outcome == ANSWERED)));
        columns.put("abandon", mean(waitsOf(left, each -> each.outcome == ABANDONED && !shortOne.test(each))));
        for (int percent : new int[] {50, 90, 95, 100}) {
            columns.put("p" + percent, percentile(waits, percent));
        }
        columns.put("service level", serviceLevel(waiting, left, shortOne, policy, now));
        return columns;
    }

    static Map<String, Object> columns(QueueFigures figures) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("total", figures.total());
        columns.put("unique", figures.uniqueCalls());
        columns.put("waiting", figures.waiting());
        columns.put(
                "longest",
                figures.longestWaitingSince() == null
                        ? null
                        : figures.longestWaitingSince().toEpochMilli());
        columns.put("short", figures.shortAbandoned());
        for (EntryOutcome outcome : EntryOutcome.values()) {
            columns.put(outcome.name(), figures.ended(outcome));
        }
        for (RefusedReason reason : RefusedReason.values()) {
            columns.put(reason.name(), figures.refused().get(reason));
        }
        columns.put("mean", figures.waits().mean());
        columns.put("asa", figures.answeredWaits().mean());
        columns.put("abandon", figures.abandonedWaits().mean());
        for (int percent : new int[] {50, 90, 95, 100}) {
            columns.put("p" + percent, figures.waits().percentile(percent));
        }
        columns.put("service level", figures.serviceLevel().percent());
        return columns;
    }

    private static List<Long> waitsOf(Collection<Entry> entries, Predicate<Entry> which) {
        return entries.stream().filter(which).map(Entry::waitMs).toList();
    }

    private static Double mean(List<Long> waits) {
        long totalMs = waits.stream().mapToLong(Long::longValue).sum();
        return waits.isEmpty() ? null : totalMs / (1000.0 * waits.size());
    }

    /** The smallest wait that is not exceeded by at least so many percent of all. */
    private static Double percentile(List<Long> waits, int percent) {
        return waits.stream()
                .filter(wait ->
                        100 * waits.stream().filter(each -> each <= wait).count() >= (long) percent * waits.size())
                .min(Long::compare)
                .map(wait -> wait / 1000.0)
                .orElse(null);
    }

    private static Double serviceLevel(
            List<Entry> waiting, Collection<Entry> left, Predicate<Entry> shortOne, Policy policy, long now) {
        long limit = policy.slThreshold() * 1000L;
        long answeredInTime = count(left, each -> each.outcome == ANSWERED && each.waitMs <= limit);
        long abandonedInTime =
                count(left, each -> each.outcome == ABANDONED && each.waitMs <= limit && !shortOne.test(each));
        long known = count(left, each -> !shortOne.test(each)) + count(waiting, each -> now - each.joinedAt >= limit);
        long met = answeredInTime + (policy.slMode() == SlMode.POSITIVE ? abandonedInTime : 0);
        long of =
                switch (policy.slMode()) {
                    case NEGATIVE, POSITIVE -> known;
                    case IGNORE -> known - abandonedInTime;
                    case ANSWERED_ONLY -> count(left, each -> each.outcome == ANSWERED);
                };
        return of == 0 ? null : 100.0 * met / of;
    }

    private static long count(Collection<Entry> entries, Predicate<Entry> which) {
        return entries.stream().filter(which).count();
    }
}
