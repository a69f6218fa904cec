package io.smartcallcenter.notification.card;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.crm.CrmLookup;
import io.smartcallcenter.notification.customer.CommentStore;
import io.smartcallcenter.notification.customer.ContactStore;
import io.smartcallcenter.notification.customer.CustomerStore;
import io.smartcallcenter.notification.customer.PhoneNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** From {@code call-events} to {@code customer-cards}. What cannot be read is skipped: the keeper of contacts buries it. */
@ApplicationScoped
public class CardConsumer {

    private static final Logger LOG = Logger.getLogger(CardConsumer.class);

    /** A card that Kafka does not take within this time comes too late for anybody. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cards cards;
    private final EpochFence fence;
    private final MutinyEmitter<Envelope<CustomerEvent>> topic;
    private final MeterRegistry meters;

    CardConsumer(
            CustomerStore customers,
            ContactStore contacts,
            CommentStore comments,
            CrmLookup crm,
            PhoneNumbers phones,
            Clock clock,
            EpochFence fence,
            MeterRegistry meters,
            @ConfigProperty(name = "scc.notification.cards.patience", defaultValue = "1S") Duration patience,
            @Channel("customer-cards") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 10_000)
                    MutinyEmitter<Envelope<CustomerEvent>> topic) {
        CardLookup lookup = new CardLookup(customers, contacts, comments, crm, patience);
        this.cards = new Cards(lookup, phones, this::publish, clock);
        this.fence = fence;
        this.topic = topic;
        this.meters = meters;
    }

    @Incoming("card-calls")
    Uni<Void> calls(ConsumerRecords<String, Envelope<?>> records) {
        List<Envelope<?>> events = new ArrayList<>();
        fence.admitted(records).stream()
                .map(ConsumerRecord::value)
                .filter(Objects::nonNull)
                .filter(each -> each.meta() != null)
                .forEach(events::add);
        return cards.handle(events);
    }

    private Uni<Void> publish(Envelope<CustomerEvent> card) {
        return topic.sendMessage(Message.of(card)
                        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                                .withKey(card.meta().subject())
                                .build()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(() -> meters.counter("scc.customer.cards").increment())
                .onFailure()
                .invoke(failure -> {
                    meters.counter("scc.customer.cards.lost").increment();
                    LOG.warnf("A card is lost: %s: %s", card.meta().id(), failure.toString());
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
