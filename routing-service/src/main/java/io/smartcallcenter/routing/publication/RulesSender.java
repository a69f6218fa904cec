package io.smartcallcenter.routing.publication;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RulesPublished;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes a version to the topic; all of them under one key, so that Kafka keeps the newest. */
@ApplicationScoped
class RulesSender {

    private static final String SOURCE = "/routing-service";

    private final MutinyEmitter<Envelope<?>> rules;

    RulesSender(@Channel("routing-rules") @OnOverflow(OnOverflow.Strategy.BUFFER) MutinyEmitter<Envelope<?>> rules) {
        this.rules = rules;
    }

    /** Completes when Kafka has it. */
    Uni<Void> send(RulesPublished published) {
        EventMeta meta =
                EventMeta.of("rules/" + published.version(), SOURCE, RulesPublished.KEY, published.publishedAt());
        OutgoingKafkaRecordMetadata<String> key = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(RulesPublished.KEY)
                .build();
        Message<Envelope<?>> message = Message.of(new Envelope<>(meta, published), Metadata.of(key));
        return rules.sendMessage(message);
    }
}
