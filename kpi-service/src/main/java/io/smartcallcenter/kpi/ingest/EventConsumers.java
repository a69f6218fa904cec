package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that the figures are made of. */
@ApplicationScoped
public class EventConsumers {

    private final Batches batches;

    EventConsumers(Batches batches) {
        this.batches = batches;
    }

    @Incoming("call-events")
    Uni<Void> callEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(records);
    }

    @Incoming("agent-events")
    Uni<Void> agentEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(records);
    }

    @Incoming("node-events")
    Uni<Void> nodeEvents(ConsumerRecords<String, Envelope<?>> records) {
        return batches.handle(records);
    }
}
