package io.smartcallcenter.cdr.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.heard.EventsHeard;
import io.smartcallcenter.cdr.store.CdrStore.Fact;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.defaults.intake.Attempts;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes the call events of all nodes into the documents: those of a node whose database is set later are there then. */
@ApplicationScoped
public class CallEvents {

    private static final Logger LOG = Logger.getLogger(CallEvents.class);

    private final CdrStore store;
    private final EpochFence fence;
    private final EventsHeard heard;
    private final Intake<Fact> intake;

    CallEvents(CdrStore store, EpochFence fence, EventsHeard heard, DeadLetters deadLetters) {
        this.store = store;
        this.fence = fence;
        this.heard = heard;
        this.intake = new Intake<>(this::fact, store::saveFacts, MongoContent::refused, deadLetters::send);
    }

    /** Without the indexes everything works, slowly: a database that is away is waited for. */
    void indexes(@Observes StartupEvent event) {
        Attempts.untilDone("create the indexes", store::prepare)
                .subscribe()
                .with(done -> LOG.debug("Indexes are there"), failure -> LOG.error("No indexes", failure));
    }

    @Incoming("call-events")
    Uni<Void> read(ConsumerRecords<String, Envelope<?>> records) {
        heard.read(records);
        return intake.handle(fence.admitted(records));
    }

    private Optional<Fact> fact(Envelope<?> envelope) {
        if (!(envelope.data() instanceof CallEvent event)) {
            throw new IllegalArgumentException("not an event of a call");
        }
        return Optional.of(new Fact(event.callId(), CallFacts.upsert(event, envelope.meta())));
    }
}
