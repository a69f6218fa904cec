package io.smartcallcenter.kpi.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.RollUpDays;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.SlMode;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.NaiveQueues.Entry;
import io.smartcallcenter.kpi.query.NaiveQueues.Refused;
import io.smartcallcenter.kpi.rollup.QueueDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked about whatever happened: the folded figures are those of the definitions. */
class FoldedQueuesTest {

    /** The clocks of Berlin go back on the 25th of October; Kolkata is half an hour off. */
    private static final Instant BASE = Instant.parse("2026-10-24T00:00:00Z");

    private static final int MINUTES = 3 * 24 * 60;
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York");
    private static final List<String> QUEUES = List.of("a", "b", "c");
    private static final Interval[] INTERVALS = {Interval.WHOLE, Interval.M15, Interval.M30, Interval.H1, Interval.D1};

    private final List<Entry> entries = new ArrayList<>();
    private final List<Refused> refusals = new ArrayList<>();

    @Property(tries = 400, seed = "20261127")
    void theyAreWhatTheDefinitionsSay(@ForAll long seed) {
        Random random = new Random(seed);
        entries.clear();
        refusals.clear();
        happen(random);
        QueueQuestion question = question(random);
        long now = BASE.plus(Duration.ofMinutes(MINUTES + random.nextInt(60))).toEpochMilli();

        QueueFold fold = new QueueFold(question, Instant.ofEpochMilli(now));
        days(random).stream()
                .filter(day -> question.queues().isEmpty() || question.queues().contains(day.queue()))
                .forEach(fold::add);

        Map<String, Map<String, Object>> folded = new TreeMap<>();
        for (QueueRow row : fold.rows()) {
            folded.put(row.queue() + " " + row.cell(), NaiveQueues.columns(row.figures()));
        }
        assertThat(folded).isEqualTo(naive(question, now));
    }

    private void happen(Random random) {
        for (int i = random.nextInt(60); i > 0; i--) {
            EntryOutcome[] outcomes = EntryOutcome.values();
            int outcome = random.nextInt(outcomes.length + 2);
            entries.add(new Entry(
                    QUEUES.get(random.nextInt(3)),
                    moment(random),
                    outcome < outcomes.length
                            ? outcomes[outcome]
                            : outcome == outcomes.length ? null : EntryOutcome.ABANDONED,
                    wait(random),
                    random.nextInt(20)));
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            RefusedReason[] reasons = RefusedReason.values();
            refusals.add(new Refused(
                    QUEUES.get(random.nextInt(3)), moment(random), reasons[random.nextInt(reasons.length)]));
        }
    }

    /** Often exactly on a border, or just before it. */
    private static long moment(Random random) {
        long minute = BASE.toEpochMilli() + random.nextInt(MINUTES) * 60_000L;
        return switch (random.nextInt(4)) {
            case 0 -> minute - Math.floorMod(minute, 900_000L);
            case 1 -> minute - Math.floorMod(minute, 900_000L) - 1;
            default -> minute + random.nextInt(60_000);
        };
    }

    private static long wait(Random random) {
        long[] limits = {0, 4_999, 5_000, 5_001, 20_000, 20_001};
        return random.nextInt(3) == 0 ? limits[random.nextInt(limits.length)] : random.nextInt(7_200_000);
    }

    private static QueueQuestion question(Random random) {
        long from = BASE.toEpochMilli() + random.nextInt(MINUTES / 2) * 60_000L + random.nextInt(2);
        long to = from + 1 + random.nextInt(MINUTES / 2) * 60_000L;
        TimeRange range = new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Cells grid = random.nextInt(5) == 0
                ? new WeekGrid(range, zone)
                : new Grid(range, zone, INTERVALS[random.nextInt(INTERVALS.length)]);
        Set<String> queues = random.nextBoolean() ? Set.of() : Set.of("a", "nobody");
        Policy policy = new Policy(random.nextInt(40), SlMode.values()[random.nextInt(4)], random.nextInt(10));
        Attribution attribution = Attribution.values()[random.nextInt(2)];
        return new QueueQuestion(grid, queues, random.nextBoolean(), policy, attribution);
    }

    private List<QueueDay> days(Random random) {
        RollUpDays days = new RollUpDays();
        entries.forEach(each -> days.entry(each.queue(), each.joinedAt(), each.outcome(), each.waitMs(), each.call()));
        refusals.forEach(each -> days.refusal(each.queue(), each.at(), each.reason()));
        List<QueueDay> shuffled = new ArrayList<>(days.queues());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private Map<String, Map<String, Object>> naive(QueueQuestion question, long now) {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        Set<String> asked = question.queues();
        Set<String> names = new TreeSet<>(asked.isEmpty() ? QUEUES : asked);
        for (Set<String> of : question.byQueue() ? names.stream().map(Set::of).toList() : List.of(names)) {
            for (int cell = 0; cell < question.grid().size(); cell++) {
                LongPredicate within = within(question.grid(), cell);
                List<Entry> joined = entries.stream()
                        .filter(each -> of.contains(each.queue()) && within.test(each.joinedAt()))
                        .toList();
                List<Entry> left = entries.stream()
                        .filter(each -> of.contains(each.queue()) && each.outcome() != null)
                        .filter(each -> within.test(
                                question.attribution() == Attribution.EVENT ? each.leftAt() : each.joinedAt()))
                        .toList();
                List<Refused> refused = refusals.stream()
                        .filter(each -> of.contains(each.queue()) && within.test(each.at()))
                        .toList();
                if (!asked.isEmpty() || joined.size() + left.size() + refused.size() > 0) {
                    String queue = question.byQueue() ? of.iterator().next() : null;
                    rows.put(queue + " " + cell, NaiveQueues.columns(joined, left, refused, question.policy(), now));
                }
            }
        }
        return rows;
    }

    private static LongPredicate within(Cells cells, int cell) {
        if (cells instanceof Grid grid) {
            TimeRange range = grid.cells().get(cell);
            return at -> range.contains(Instant.ofEpochMilli(at));
        }
        ZoneId zone = ((WeekGrid) cells).zone();
        return at -> {
            LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone);
            return cells.range().contains(Instant.ofEpochMilli(at))
                    && local.getDayOfWeek().getValue() == cell / 24 + 1
                    && local.getHour() == cell % 24;
        };
    }
}
