package io.smartcallcenter.gateway.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Events that are gone: counted, and said as a gap of their node. From every thread. */
final class Losses {

    private static final Logger LOG = Logger.getLogger(Losses.class);
    private static final String NODES = "/asterisk/";

    private final Counter counter;
    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private final Map<String, Long> told = new LinkedHashMap<>();
    private volatile Range unreadable;

    Losses(MeterRegistry meters) {
        this.counter = Counter.builder("scc.publish.lost")
                .description("Events that were dropped before Kafka had them")
                .register(meters);
    }

    void lost(Outgoing outgoing, String why) {
        Envelope<?> envelope = outgoing.record().value();
        if (envelope == null || envelope.meta() == null) {
            counter.increment();
        } else {
            EventMeta meta = envelope.meta();
            lost(meta.source(), meta.epoch(), meta.time(), meta.time(), 1, why);
        }
    }

    void lost(Stored stored, String why) {
        lost(stored.source(), stored.epoch(), stored.time(), stored.time(), 1, why);
    }

    synchronized void lost(String source, long epoch, Instant from, Instant to, long events, String why) {
        counter.increment(events);
        // A tombstone has no source: what it would have said is no fact of an interval.
        if (source.startsWith(NODES)) {
            if (!ranges.containsKey(source)) {
                LOG.errorf("Events of %s are lost: %s", source, why);
            }
            ranges.merge(source, new Range(epoch, from, to), Range::and);
        }
    }

    /** A store that cannot be read any more: whose events it held shows only when a node is heard of again. */
    synchronized void unreadable(Instant from, Instant to, long events) {
        counter.increment(events);
        Range range = new Range(0, from, to);
        unreadable = unreadable == null ? range : unreadable.and(range);
        told.clear();
    }

    /** An event of now: its node has an epoch to say the gap of an unreadable store with. */
    void heard(Published event) {
        Range range = unreadable;
        if (range != null && event.envelope() != null) {
            heard(range, event.envelope().meta());
        }
    }

    private synchronized void heard(Range range, EventMeta meta) {
        if (told.putIfAbsent(meta.source(), meta.epoch()) == null) {
            lost(meta.source(), meta.epoch(), range.from, range.to, 0, "the store was not readable");
        }
    }

    /** The gaps as they are now; two for each node, because an event may have come from either link. */
    synchronized List<Published> gaps() {
        List<Published> gaps = new ArrayList<>();
        ranges.forEach((source, range) -> {
            String node = source.substring(NODES.length());
            for (NodeEvent.Link link : NodeEvent.Link.values()) {
                gaps.add(gap(source, node, link, range));
            }
        });
        return gaps;
    }

    /** Like {@link #gaps}, and what is lost from now on is another gap. */
    synchronized List<Published> take() {
        List<Published> gaps = gaps();
        ranges.clear();
        return gaps;
    }

    synchronized boolean isEmpty() {
        return ranges.isEmpty();
    }

    private static Published gap(String source, String node, NodeEvent.Link link, Range range) {
        String id = node + "/gap/publish/" + link + "/" + range.from;
        EventMeta meta = new EventMeta(id, source, node, range.to, range.epoch, 0, Instant.now(), null);
        return new Published(
                Topic.NODE_EVENTS, node, new Envelope<>(meta, new NodeEvent.Gap(node, link, range.from, range.to)));
    }

    private record Range(long epoch, Instant from, Instant to) {

        Range and(Range other) {
            return new Range(
                    Math.max(epoch, other.epoch),
                    from.isBefore(other.from) ? from : other.from,
                    to.isAfter(other.to) ? to : other.to);
        }
    }
}
