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
import java.util.List;
import org.jboss.logging.Logger;

/** Events that did not fit into memory while Kafka was away: counted, and said as a gap as soon as Kafka is back. */
final class Losses {

    private static final Logger LOG = Logger.getLogger(Losses.class);

    private final PublisherSettings settings;
    private final Counter counter;
    private Instant from;
    private Instant to;
    private volatile boolean some;

    Losses(PublisherSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.counter = meters.counter("scc.publish.lost");
    }

    synchronized void lost(Published event) {
        Instant time = event.envelope() == null
                ? Instant.now()
                : event.envelope().meta().time();
        if (from == null) {
            LOG.errorf("Events are lost: more than %d wait for Kafka", settings.capacity());
        }
        from = from == null || time.isBefore(from) ? time : from;
        to = to == null || time.isAfter(to) ? time : to;
        some = true;
        counter.increment();
    }

    /** The gap to tell, once, when it can be told. */
    List<Published> report(boolean kafkaUp) {
        return some && kafkaUp ? gaps() : List.of();
    }

    private synchronized List<Published> gaps() {
        List<Published> gaps = new ArrayList<>();
        for (NodeEvent.Link link : NodeEvent.Link.values()) {
            String id = settings.node() + "/gap/publish/" + link + "/" + from;
            EventMeta meta = new EventMeta(
                    id, "/asterisk/" + settings.node(), settings.node(), to, settings.epoch(), 0, Instant.now(), null);
            gaps.add(new Published(
                    Topic.NODE_EVENTS,
                    settings.node(),
                    new Envelope<>(meta, new NodeEvent.Gap(settings.node(), link, from, to))));
        }
        from = null;
        to = null;
        some = false;
        return gaps;
    }
}
