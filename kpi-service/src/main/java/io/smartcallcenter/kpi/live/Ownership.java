package io.smartcallcenter.kpi.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;

/** Which queues and operators this replica owns: those whose keys fall on its partitions of {@code kpi-touched}. */
public final class Ownership implements Predicate<RollUpKey> {

    /** @param changes how often partitions came */
    private record Share(Set<Integer> mine, int partitions, long changes) {}

    private volatile Share share = new Share(Set.of(), 1, 0);

    /** @param partitions of the whole topic */
    synchronized void assigned(Collection<Integer> numbers, int partitions) {
        Set<Integer> mine = new HashSet<>(share.mine);
        mine.addAll(numbers);
        share = new Share(Set.copyOf(mine), partitions, share.changes + 1);
    }

    synchronized void revoked(Collection<Integer> numbers) {
        Set<Integer> mine = new HashSet<>(share.mine);
        mine.removeAll(numbers);
        share = new Share(Set.copyOf(mine), share.partitions, share.changes);
    }

    /** As the producer of Kafka spreads keys. */
    @Override
    public boolean test(RollUpKey key) {
        Share now = share;
        byte[] bytes = key.text().getBytes(UTF_8);
        return now.mine.contains(Utils.toPositive(Utils.murmur2(bytes)) % now.partitions);
    }

    /** How often partitions came. */
    public long changes() {
        return share.changes;
    }
}
