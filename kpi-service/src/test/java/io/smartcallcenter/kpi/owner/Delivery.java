package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import io.smartcallcenter.kpi.rollup.Touched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Delivers events as Kafka may: shuffled, doubled and cut into batches. Whoever handles a batch dies at any point of it; then all
 * of it comes again. While one owner has read and not written yet, more events are written and another owner, that thinks the same
 * of itself, handles the same touches.
 */
final class Delivery {

    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofMinutes(3);

    private final Random random;
    private final List<Envelope<?>> events;
    private final Consumer<Collection<Contribution>> writer;
    private final Owner owner;
    private final List<Map.Entry<RollUpKey, Touch>> topic = new ArrayList<>();

    private int eventsCommitted;
    private int touchesCommitted;
    private int deaths;
    private int races;
    private boolean racing;

    Delivery(
            Random random,
            List<Envelope<?>> events,
            Consumer<Collection<Contribution>> writer,
            FactsOfQuarters facts,
            DayDocuments days) {
        this.random = random;
        this.events = new ArrayList<>(events);
        this.events.addAll(events.subList(0, random.nextInt(events.size() + 1)));
        Collections.shuffle(this.events, random);
        this.deaths = random.nextInt(10);
        this.races = random.nextInt(15);
        this.writer = writer;
        this.owner = new Owner(facts, new Perilous(days), Duration.ofDays(400), CLOCK, keys -> {}, old -> {});
    }

    /** Ends when everything is committed. */
    void run() {
        while (eventsCommitted < events.size()) {
            survive(random.nextBoolean() ? this::ingest : this::roll);
        }
        while (touchesCommitted < topic.size()) {
            survive(this::roll);
        }
    }

    private void survive(Runnable step) {
        try {
            step.run();
        } catch (Death comesAgain) {
            racing = false;
        }
    }

    private void ingest() {
        int end = Math.min(events.size(), eventsCommitted + 1 + random.nextInt(9));
        List<Contribution> facts = events.subList(eventsCommitted, end).stream()
                .flatMap(event -> Facts.of(event).stream())
                .toList();
        writer.accept(facts.subList(0, random.nextInt(facts.size() + 1)));
        mayDie();
        writer.accept(facts);
        mayDie();
        List<Map.Entry<RollUpKey, Touch>> touches =
                new ArrayList<>(Touched.by(facts).entrySet());
        Collections.shuffle(touches, random);
        for (Map.Entry<RollUpKey, Touch> each : touches) {
            topic.add(each);
            mayDie();
        }
        eventsCommitted = end;
    }

    private void roll() {
        int end = Math.min(topic.size(), touchesCommitted + 1 + random.nextInt(20));
        if (end > touchesCommitted) {
            handle(end);
            mayDie();
            touchesCommitted = Math.max(end, touchesCommitted);
        }
    }

    private void handle(int end) {
        Map<RollUpKey, Touch> touched = Touches.merged(topic.subList(touchesCommitted, end));
        owner.roll(touched).await().atMost(SOON);
    }

    private void mayDie() {
        if (deaths > 0 && random.nextInt(25) == 0) {
            deaths--;
            throw new Death();
        }
    }

    /** What may happen between the versions that an owner has read and its write. */
    private void meanwhile() {
        mayDie();
        if (racing || races == 0 || random.nextInt(6) != 0) {
            return;
        }
        races--;
        racing = true;
        if (random.nextBoolean() && eventsCommitted < events.size()) {
            ingest();
        }
        if (touchesCommitted < topic.size()) {
            handle(topic.size());
        }
        racing = false;
    }

    private final class Perilous implements DayDocuments {

        private final DayDocuments days;

        private Perilous(DayDocuments days) {
            this.days = days;
        }

        @Override
        public Uni<Map<Day, Stored>> read(Set<Cell> cells) {
            return days.read(cells).invoke(Delivery.this::meanwhile);
        }

        @Override
        public Uni<Map<Day, Long>> write(Collection<Change> changes) {
            return Uni.createFrom()
                    .deferred(() -> {
                        meanwhile();
                        List<Change> some = new ArrayList<>(changes);
                        Collections.shuffle(some, random);
                        if (deaths > 0 && random.nextInt(20) == 0) {
                            deaths--;
                            return days.write(some.subList(0, random.nextInt(some.size() + 1)))
                                    .onItem()
                                    .failWith(written -> new Death());
                        }
                        return days.write(changes);
                    })
                    .invoke(Delivery.this::mayDie);
        }

        @Override
        public Uni<Void> settle(Map<Day, Long> versions) {
            return Uni.createFrom().deferred(() -> {
                meanwhile();
                return days.settle(versions);
            });
        }

        @Override
        public Uni<Optional<List<StateMark>>> statesBefore(Day day) {
            return days.statesBefore(day).invoke(Delivery.this::meanwhile);
        }

        @Override
        public Uni<Map<Day, Day>> following(Set<Day> of) {
            return days.following(of).invoke(Delivery.this::meanwhile);
        }
    }
}
