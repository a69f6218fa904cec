package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How an operator was called, and when.
 *
 * @param at µs since the epoch
 */
public record OperatorName(long at, String name) {

    private static final Comparator<OperatorName> NEWEST =
            Comparator.comparingLong(OperatorName::at).thenComparing(OperatorName::name);

    /** The newest name of a day; the interface if none is known. Names may be null. */
    public static String newest(
            String iface, List<OperatorName> names, List<StateMark> carried, List<StateMark> marks) {
        Stream<OperatorName> said =
                Stream.concat(carried.stream(), marks.stream()).map(OperatorName::of);
        OperatorName newest = newest(Stream.concat(names.stream(), said));
        return newest == null ? iface : newest.name();
    }

    /** The newest; null if there is none. */
    private static OperatorName newest(Stream<OperatorName> names) {
        return names.filter(Objects::nonNull).max(NEWEST).orElse(null);
    }

    /** Of one operator; the interface is no name. Null if there is none. */
    public static OperatorName ofOffers(String iface, Collection<Offer> offers) {
        return newest(offers.stream()
                .filter(offer -> offer.startedAt() != null)
                .map(offer -> of(iface, offer.startedAt().toEpochMilli() * 1000, offer.name())));
    }

    private static OperatorName of(StateMark mark) {
        return of(mark.iface(), mark.atMicros(), mark.name());
    }

    private static OperatorName of(String iface, long at, String name) {
        return name == null || name.equals(iface) ? null : new OperatorName(at, name);
    }
}
