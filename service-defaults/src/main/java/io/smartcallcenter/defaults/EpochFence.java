package io.smartcallcenter.defaults;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tells the records of a deposed owner of an Asterisk node from those of its successor: a record is deposed if one with a higher
 * {@code sccepoch} of the same source stands before it on its partition.
 *
 * <p>Per partition, because only there is an order: what an owner wrote in time on one partition is often read after what its
 * successor wrote on another. And by offset, because records are read again after a failure.
 */
@ApplicationScoped
public class EpochFence {

    private static final Logger LOG = Logger.getLogger(EpochFence.class);

    private record Place(TopicPartition partition, String source) {}

    /** The highest epoch, and where it was seen first. */
    private record Owner(long epoch, long offset) {}

    private final Map<Place, Owner> owners = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    public EpochFence(MeterRegistry meters) {
        this.meters = meters;
    }

    /** True if the record is to be dropped. A record that nobody owns, or that cannot be read, never is. */
    public boolean drops(ConsumerRecord<String, Envelope<?>> record) {
        EventMeta meta = record.value() == null ? null : record.value().meta();
        if (meta == null || meta.epoch() <= 0) {
            return false;
        }
        Place place = new Place(new TopicPartition(record.topic(), record.partition()), meta.source());
        Owner owner = owners.merge(place, new Owner(meta.epoch(), record.offset()), EpochFence::newest);
        boolean deposed = meta.epoch() < owner.epoch() && record.offset() > owner.offset();
        if (deposed) {
            meters.counter("scc.deposed.records", "topic", record.topic()).increment();
            LOG.debugf("Dropped: %s of epoch %d, after epoch %d", meta.id(), meta.epoch(), owner.epoch());
        }
        return deposed;
    }

    /** The records that are not to be dropped, in their order. */
    public List<ConsumerRecord<String, Envelope<?>>> admitted(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        List<ConsumerRecord<String, Envelope<?>>> admitted = new ArrayList<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            if (!drops(record)) {
                admitted.add(record);
            }
        }
        return admitted;
    }

    private static Owner newest(Owner known, Owner seen) {
        if (seen.epoch() != known.epoch()) {
            return seen.epoch() > known.epoch() ? seen : known;
        }
        return seen.offset() < known.offset() ? seen : known;
    }
}
