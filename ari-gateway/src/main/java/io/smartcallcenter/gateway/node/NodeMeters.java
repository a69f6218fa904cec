package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;

/** The meters of one tenure, labelled with the node's name: they go with it, so that the next tenure's gauges are seen. */
final class NodeMeters implements AutoCloseable {

    private final CompositeMeterRegistry own = new CompositeMeterRegistry();
    private final MeterRegistry all;

    NodeMeters(MeterRegistry all, String node) {
        this.all = all;
        own.config().commonTags(List.of(Tag.of("node", node)));
        own.add(all);
    }

    MeterRegistry registry() {
        return own;
    }

    @Override
    public void close() {
        List.copyOf(own.getMeters()).forEach(own::remove);
        own.remove(all);
    }
}
