package io.smartcallcenter.kpi.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.RollUpDays;
import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import io.smartcallcenter.kpi.operator.TimeTotals;
import io.smartcallcenter.kpi.rollup.OfferRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked about whatever operators did: the folded figures are those of the definitions. */
class FoldedOperatorsTest {

    /** The clocks of Berlin go back on the 25th of October; Kolkata is half an hour off. */
    private static final Instant BASE = Instant.parse("2026-10-24T00:00:00Z");

    private static final int MINUTES = 3 * 24 * 60;
    private static final List<String> OPERATORS = List.of("PJSIP/1", "PJSIP/2", "PJSIP/3");
    private static final List<String> QUEUES = List.of("a", "b");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kolkata");
    private static final Interval[] INTERVALS = {Interval.WHOLE, Interval.M30, Interval.H1, Interval.D1};

    private record Row(OfferCounts counts, TimeTotals times) {}

    private record Told(Map<String, List<StateMark>> marks, Map<String, List<OfferRow>> offers) {}

    @Property(tries = 150, seed = "20261127")
    void theyAreWhatTheDefinitionsSay(@ForAll long seed) {
        Random random = new Random(seed);
        Told told = new Told(new TreeMap<>(), new TreeMap<>());
        OPERATORS.forEach(iface -> {
            told.marks.put(iface, marks(iface, random));
            told.offers.put(iface, offers(random));
        });
        OperatorQuestion question = question(random);
        long now = minute(MINUTES / 2 + random.nextInt(MINUTES / 2));

        RollUpDays days = new RollUpDays();
        told.marks.values().forEach(marks -> marks.forEach(days::mark));
        told.offers.forEach((iface, offers) -> offers.forEach(offer -> days.offer(iface, offer)));
        OperatorFold fold = new OperatorFold(question, Retirements.NONE, Instant.ofEpochMilli(now));
        TimeRange range = question.grid().range();
        days.operators(range.from().minus(OperatorFold.LONGEST_TALK), range.to(), random).stream()
                .filter(day ->
                        question.operators().isEmpty() || question.operators().contains(day.iface()))
                .forEach(fold::add);

        Map<String, Row> folded = new TreeMap<>();
        fold.rows()
                .forEach(row -> folded.put(
                        row.iface() + " " + row.queue() + " " + row.cell(),
                        new Row(row.figures().counts(), row.figures().times())));
        assertThat(folded).isEqualTo(naive(question, told, now));
    }

    private static long minute(int minute) {
        return BASE.toEpochMilli() + minute * 60_000L;
    }

    private static List<StateMark> marks(String iface, Random random) {
        List<StateMark> marks = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = random.nextInt(25); i > 0; i--) {
            State state = State.values()[random.nextInt(3)];
            String node = random.nextInt(4) == 0 ? "two" : "one";
            String queue = state == State.REACHABLE ? null : QUEUES.get(random.nextInt(2));
            long at = minute(random.nextInt(MINUTES));
            boolean auto = state == State.PAUSED && random.nextInt(3) == 0;
            boolean on = random.nextInt(3) > 0;
            if (known.add(node + queue + state + at)) {
                String reason = state == State.PAUSED ? List.of("", "lunch").get(random.nextInt(2)) : "";
                marks.add(new StateMark(node, iface, "Name", queue, state, on, reason, auto, at * 1000));
            }
        }
        return marks;
    }

    private static List<OfferRow> offers(Random random) {
        List<OfferRow> offers = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            OfferOutcome[] outcomes = OfferOutcome.values();
            OfferOutcome outcome = random.nextInt(8) == 0 ? null : outcomes[random.nextInt(outcomes.length)];
            boolean answered = outcome == OfferOutcome.ACCEPTED || random.nextInt(3) == 0;
            outcome = answered ? OfferOutcome.ACCEPTED : outcome;
            int start = random.nextInt(MINUTES);
            int ring = random.nextInt(20);
            int talk = random.nextInt(5) == 0 ? 900 : random.nextInt(90);
            boolean released = answered && random.nextInt(4) > 0;
            offers.add(new OfferRow(
                    true,
                    true,
                    random.nextInt(5) == 0 ? null : QUEUES.get(random.nextInt(2)),
                    minute(start),
                    outcome,
                    outcome == null ? 0 : minute(start + ring),
                    answered ? minute(start + ring) : 0,
                    released ? minute(start + ring + talk) : 0,
                    released ? talk * 60_000L : -1,
                    answered ? random.nextInt(1_000) : 0,
                    random.nextInt(6)));
        }
        return offers;
    }

    private static OperatorQuestion question(Random random) {
        int from = random.nextInt(MINUTES / 2);
        int to = from + 1 + random.nextInt(MINUTES / 3);
        TimeRange range = new TimeRange(Instant.ofEpochMilli(minute(from)), Instant.ofEpochMilli(minute(to)));
        Grid grid =
                new Grid(range, ZoneId.of(ZONES.get(random.nextInt(3))), INTERVALS[random.nextInt(INTERVALS.length)]);
        return new OperatorQuestion(
                grid,
                random.nextInt(3) == 0 ? Set.of("PJSIP/1", "PJSIP/9") : Set.of(),
                random.nextInt(3) == 0 ? Set.of("a") : Set.of(),
                OperatorGroup.values()[random.nextInt(3)],
                Attribution.values()[random.nextInt(2)]);
    }

    private static Map<String, Row> naive(OperatorQuestion question, Told told, long now) {
        Map<String, Row> rows = new TreeMap<>();
        List<TimeRange> cells = question.grid().cells();
        for (int cell = 0; cell < cells.size(); cell++) {
            for (String key : keys(question)) {
                Row row = row(question, told, now, cells.get(cell), key);
                if (row != null) {
                    rows.put(key + " " + cell, row);
                }
            }
        }
        return rows;
    }

    /** Interface and queue, as in the row. */
    private static List<String> keys(OperatorQuestion question) {
        return switch (question.group()) {
            case OPERATOR ->
                (question.operators().isEmpty() ? OPERATORS : question.operators())
                        .stream().map(iface -> iface + " null").toList();
            case QUEUE ->
                (question.queues().isEmpty() ? QUEUES : question.queues())
                        .stream().map(queue -> "null " + queue).toList();
            case NONE -> List.of("null null");
        };
    }

    private static Row row(OperatorQuestion question, Told told, long now, TimeRange cell, String key) {
        long from = cell.from().toEpochMilli();
        long to = cell.to().toEpochMilli();
        String iface = key.split(" ")[0];
        Set<String> queues = question.group() == OperatorGroup.QUEUE ? Set.of(key.split(" ")[1]) : question.queues();
        List<OfferRow> started = new ArrayList<>();
        List<OfferRow> ended = new ArrayList<>();
        TimeTotals times = TimeTotals.NONE;
        boolean any = asked(question);
        for (String operator : question.operators().isEmpty() ? OPERATORS : question.operators()) {
            if (question.group() == OperatorGroup.OPERATOR && !operator.equals(iface)) {
                continue;
            }
            NaiveOperator naive = new NaiveOperator(
                    told.marks.getOrDefault(operator, List.of()),
                    told.offers.getOrDefault(operator, List.of()),
                    queues,
                    now);
            int before = started.size() + ended.size();
            naive.askedOffers().stream()
                    .filter(offer -> cell.contains(Instant.ofEpochMilli(offer.startedAt())))
                    .forEach(started::add);
            naive.askedOffers().stream()
                    .filter(offer -> offer.outcome() != null)
                    .filter(offer -> cell.contains(Instant.ofEpochMilli(
                            question.attribution() == Attribution.EVENT ? offer.endedAt() : offer.startedAt())))
                    .forEach(ended::add);
            TimeTotals spent = naive.times(from, to);
            boolean there =
                    started.size() + ended.size() > before || spent.present() || naive.talkedForTheQueues(from, to);
            if (there || (question.group() == OperatorGroup.OPERATOR && asked(question))) {
                times = times.plus(spent);
            }
            any |= there;
        }
        return any ? new Row(NaiveOperator.counts(started, ended), times) : null;
    }

    private static boolean asked(OperatorQuestion question) {
        return switch (question.group()) {
            case OPERATOR -> !question.operators().isEmpty();
            case QUEUE -> !question.queues().isEmpty();
            case NONE -> !question.operators().isEmpty() || !question.queues().isEmpty();
        };
    }
}
