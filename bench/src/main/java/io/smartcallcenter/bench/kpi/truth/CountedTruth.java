package io.smartcallcenter.bench.kpi.truth;

import io.smartcallcenter.bench.kpi.truth.Facts.Entry;
import io.smartcallcenter.bench.kpi.truth.Facts.Offer;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The figures by counting the simulated calls, without a database: a check of the SQL, and what queue_log does not know. */
public final class CountedTruth {

    private final Facts facts;
    private final OperatorTime times;

    public CountedTruth(Facts facts) {
        this.facts = facts;
        times = new OperatorTime(facts);
    }

    /** @param byQueue false: all queues together */
    public Table queues(Grid grid, boolean byQueue, ServiceLevel policy, Attribution attribution) {
        Table table = new Table();
        Function<Entry, String> name = entry -> byQueue ? entry.queue() : "";
        ToLongFunction<Entry> end = attribution == Attribution.EVENT ? Entry::leftAt : Entry::at;
        grouped(facts.entries, grid, end, name).forEach((key, entries) -> ended(table.row(key), entries, policy));
        grouped(facts.entries, grid, Entry::at, name).forEach((key, entries) -> joined(table.row(key), entries));
        grouped(facts.refusals, grid, Facts.Refusal::at, refusal -> byQueue ? refusal.queue() : "")
                .forEach((key, refusals) -> refusals.forEach(refusal ->
                        table.row(key).merge("refused." + refusal.reason(), BigDecimal.ONE, BigDecimal::add)));
        table.rows().values().forEach(row -> {
            BigDecimal received = row.getOrDefault("total_calls", BigDecimal.ZERO);
            for (Map.Entry<String, BigDecimal> each : row.entrySet()) {
                received = each.getKey().startsWith("refused.") ? received.add(each.getValue()) : received;
            }
            row.put("received", received);
        });
        return table;
    }

    private static void joined(Map<String, BigDecimal> row, List<Entry> all) {
        row.put("total_calls", Shown.count(all.size()));
        row.put(
                "unique_calls",
                Shown.count(all.stream().mapToInt(Entry::call).distinct().count()));
        row.put("waiting", Shown.count(0));
        long answered = row.getOrDefault("answered_calls", BigDecimal.ZERO).longValue();
        row.put("answer_rate", Shown.percent(answered, all.size()));
    }

    private static void ended(Map<String, BigDecimal> row, List<Entry> all, ServiceLevel policy) {
        Predicate<Entry> abandons = of(EntryOutcome.ABANDONED);
        Predicate<Entry> tooShort = abandons.and(entry -> entry.waitMs() < policy.shortAbandon() * 1_000L);
        Predicate<Entry> abandoned = abandons.and(tooShort.negate());
        Predicate<Entry> answered = of(EntryOutcome.ANSWERED);
        Predicate<Entry> inTime = entry -> entry.waitMs() <= policy.threshold() * 1_000L;
        row.put("answered_calls", Shown.count(count(all, answered)));
        row.put("abandoned_calls", Shown.count(count(all, abandoned)));
        row.put("short_abandoned", Shown.count(count(all, tooShort)));
        row.put("timeout", Shown.count(count(all, of(EntryOutcome.TIMEOUT))));
        row.put("left_empty", Shown.count(count(all, of(EntryOutcome.LEFT_EMPTY))));
        row.put("exit_key", Shown.count(count(all, of(EntryOutcome.EXIT_KEY))));
        row.put("withdrawn", Shown.count(count(all, of(EntryOutcome.WITHDRAWN))));
        row.put("lost", Shown.count(count(all, of(EntryOutcome.LOST))));
        row.put("transferred_out", Shown.count(0));
        row.put(
                "lost_calls",
                Shown.count(count(all, abandoned.or(of(EntryOutcome.TIMEOUT)).or(of(EntryOutcome.LEFT_EMPTY)))));
        long[] waits = sorted(all, of(EntryOutcome.LOST).negate());
        row.put("avg_wait_time", mean(waits));
        row.put("asa", mean(sorted(all, answered)));
        row.put("avg_abandon_time", mean(sorted(all, abandoned)));
        row.put("wait_p50", rank(waits, 50));
        row.put("wait_p90", rank(waits, 90));
        row.put("wait_p95", rank(waits, 95));
        row.put("wait_max", rank(waits, 100));
        row.put(
                "service_level",
                serviceLevel(all, policy.mode(), tooShort, answered.and(inTime), abandoned.and(inTime)));
    }

    private static BigDecimal serviceLevel(
            List<Entry> all, String mode, Predicate<Entry> tooShort, Predicate<Entry> met, Predicate<Entry> left) {
        long calls = count(all, tooShort.negate());
        return switch (mode) {
            case "negative" -> Shown.percent(count(all, met), calls);
            case "ignore" -> Shown.percent(count(all, met), calls - count(all, left));
            case "positive" -> Shown.percent(count(all, met) + count(all, left), calls);
            case "answered_only" -> Shown.percent(count(all, met), count(all, of(EntryOutcome.ANSWERED)));
            default -> throw new IllegalArgumentException(mode + " is no mode");
        };
    }

    private static Predicate<Entry> of(EntryOutcome outcome) {
        return entry -> entry.outcome() == outcome;
    }

    /** Offers by operator or by queue; of operators also their time. */
    public Table operators(Grid grid, OperatorGroup by) {
        Table table = new Table();
        grouped(facts.offers, grid, Offer::at, by == OperatorGroup.OPERATOR ? Offer::iface : Offer::queue)
                .forEach((key, offers) -> offers(table.row(key), offers));
        if (by == OperatorGroup.OPERATOR) {
            times.addTo(table, grid);
        }
        return table;
    }

    private static void offers(Map<String, BigDecimal> row, List<Offer> all) {
        long answered = count(all, ended(OfferOutcome.ACCEPTED));
        long missed = count(all, ended(OfferOutcome.TIMEOUT));
        long rejected = count(all, ended(OfferOutcome.REJECTED));
        long rescinded = count(all, ended(OfferOutcome.RESCINDED));
        long dumped = count(all, ended(OfferOutcome.DUMPED));
        long talk = all.stream()
                .filter(offer -> offer.talk() != null)
                .mapToLong(offer -> offer.talk().talkMs())
                .sum();
        row.put("offered_calls", Shown.count(all.size()));
        row.put("offered_without_rescinded_and_dumped", Shown.count(all.size() - rescinded - dumped));
        row.put(
                "distinct_calls_offered",
                Shown.count(all.stream().mapToInt(Offer::call).distinct().count()));
        row.put("answered_calls", Shown.count(answered));
        row.put("missed_calls", Shown.count(missed));
        row.put("rejected", Shown.count(rejected));
        row.put("cancelled", Shown.count(count(all, ended(OfferOutcome.CANCELLED))));
        row.put("rescinded", Shown.count(rescinded));
        row.put("dumped", Shown.count(dumped));
        row.put("lost", Shown.count(0));
        row.put("ringing", Shown.count(0));
        row.put("efficiency", Shown.percent(answered, all.size()));
        row.put("accept_rate", Shown.percent(answered, answered + missed + rejected));
        row.put("avg_talk_time", Shown.mean(talk, answered));
        row.put("aht", Shown.mean(talk, answered));
        row.put("hold_time", Shown.seconds(all.stream().mapToLong(Offer::heldMs).sum()));
    }

    private static Predicate<Offer> ended(OfferOutcome outcome) {
        return offer -> offer.outcome() == outcome;
    }

    private static <T> Map<Table.Key, List<T>> grouped(
            Collection<T> all, Grid grid, ToLongFunction<T> at, Function<T, String> name) {
        Map<Table.Key, List<T>> groups = new TreeMap<>();
        for (T each : all) {
            int cell = grid.cellOf(at.applyAsLong(each));
            if (cell >= 0) {
                groups.computeIfAbsent(new Table.Key(name.apply(each), grid.from(cell)), key -> new ArrayList<>())
                        .add(each);
            }
        }
        return groups;
    }

    private static <T> long count(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    private static long[] sorted(List<Entry> all, Predicate<Entry> which) {
        return all.stream().filter(which).mapToLong(Entry::waitMs).sorted().toArray();
    }

    private static BigDecimal mean(long[] waits) {
        return Shown.mean(Arrays.stream(waits).sum(), waits.length);
    }

    /** Nearest rank, in whole numbers. */
    private static BigDecimal rank(long[] sorted, int percent) {
        return sorted.length == 0 ? null : Shown.seconds(sorted[(sorted.length * percent + 99) / 100 - 1]);
    }
}
