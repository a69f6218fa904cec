package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.events.KpiTouched;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Touches as they travel. */
final class Touches {

    private Touches() {}

    /** @param since null if there is no event behind it */
    static KpiTouched of(RollUpKey key, Touch touch, Instant since) {
        return new KpiTouched(
                key.text(),
                List.copyOf(touch.facts()),
                numbers(touch.rows()),
                numbers(touch.marks()),
                touch.anew(),
                since);
    }

    private static List<Long> numbers(Set<Quarter> quarters) {
        return quarters.stream().map(Quarter::index).sorted().toList();
    }

    /** @throws IllegalArgumentException if the key is none */
    static Map.Entry<RollUpKey, Touch> of(KpiTouched touched) {
        return Map.entry(
                RollUpKey.of(touched.key()),
                new Touch(
                        new HashSet<>(touched.facts()),
                        quarters(touched.rows()),
                        quarters(touched.marks()),
                        touched.anew()));
    }

    private static Set<Quarter> quarters(List<Long> numbers) {
        Set<Quarter> quarters = new HashSet<>();
        numbers.forEach(number -> quarters.add(new Quarter(number)));
        return quarters;
    }

    /** Several touches of the same key become one. */
    static Map<RollUpKey, Touch> merged(Collection<Map.Entry<RollUpKey, Touch>> touches) {
        Map<RollUpKey, Touch> merged = new HashMap<>();
        touches.forEach(each -> merged.merge(each.getKey(), each.getValue(), Touch::and));
        return merged;
    }
}
