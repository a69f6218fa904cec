package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that the figures and the histories of calls are made of. */
@ApplicationScoped
public class EventConsumers {

    private final Batches batches;
    private final EpochFence fence;

    EventConsumers(Batches batches, EpochFence fence) {
        this.batches = batches;
        this.fence = fence;
    }

    @Incoming("call-events")
    Uni<Void> callEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(fence.admitted(records));
    }

    @Incoming("agent-events")
    Uni<Void> agentEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(fence.admitted(records));
    }

    @Incoming("node-events")
    Uni<Void> nodeEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(fence.admitted(records));
    }

    @Incoming("routing-events")
    Uni<Void> routingEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(fence.admitted(records));
    }

    @Incoming("cdr-events")
    Uni<Void> cdrEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(fence.admitted(records));
    }
}
