package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Has roll-ups recomputed from the facts by their owners: after another layout of the bytes, or when one of the two came back from a
 * backup. It only sends touches, day by day, the oldest first; it may be repeated, and several may run at once.
 */
public final class Rebuild {

    private final KnownKeys known;
    private final TouchedTopic topic;

    public Rebuild(KnownKeys known, TouchedTopic topic) {
        this.known = known;
        this.topic = topic;
    }

    /**
     * What was touched.
     *
     * @param days days of UTC
     */
    public record Touched(int days, int queues, int operators) {}

    /**
     * Completes when Kafka has the touches.
     *
     * @param from inclusive; the whole day of UTC
     * @param to exclusive; the whole day of UTC
     */
    public Uni<Touched> of(Instant from, Instant to) {
        Set<RollUpKey> keys = new HashSet<>();
        long first = Quarter.of(from).day();
        long last = Quarter.of(to.minusMillis(1)).day();
        return Multi.createFrom()
                .range((int) first, (int) last + 1)
                .onItem()
                .transformToUniAndConcatenate(day -> known.complete(day)
                        .chain(() -> known.of(day))
                        .invoke(keys::addAll)
                        .chain(of -> topic.touch(touches(of, day))))
                .collect()
                .last()
                .map(done -> new Touched(
                        (int) (last - first + 1),
                        count(keys, RollUpKey.Kind.QUEUE),
                        count(keys, RollUpKey.Kind.OPERATOR)));
    }

    private static int count(Set<RollUpKey> keys, RollUpKey.Kind kind) {
        return (int) keys.stream().filter(key -> key.kind() == kind).count();
    }

    private static Map<RollUpKey, Touch> touches(Set<RollUpKey> keys, long day) {
        Set<Quarter> quarters = LongStream.range(day * Quarter.PER_DAY, (day + 1) * Quarter.PER_DAY)
                .mapToObj(Quarter::new)
                .collect(Collectors.toSet());
        Map<RollUpKey, Touch> touches = new HashMap<>();
        for (RollUpKey key : keys) {
            boolean operator = key.kind() == RollUpKey.Kind.OPERATOR;
            touches.put(key, new Touch(Set.of(), quarters, operator ? quarters : Set.of(), operator));
        }
        return touches;
    }
}
