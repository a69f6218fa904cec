package io.smartcallcenter.cdr.store;

import com.mongodb.MongoBulkWriteException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.store.CdrStore.Fact;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes batches of call events into the documents. While MongoDB or Kafka is away it tries again and commits nothing. */
@ApplicationScoped
public class CallEvents {

    private static final Logger LOG = Logger.getLogger(CallEvents.class);
    private static final int DUPLICATE_KEY = 11000;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final CdrStore store;
    private final DeadLetters deadLetters;

    CallEvents(CdrStore store, DeadLetters deadLetters) {
        this.store = store;
        this.deadLetters = deadLetters;
    }

    /** Without the indexes everything works, slowly: a database that is away is waited for. */
    void indexes(@Observes StartupEvent event) {
        untilDone("create the indexes", store::prepare)
                .subscribe()
                .with(done -> LOG.debug("Indexes are there"), failure -> LOG.error("No indexes", failure));
    }

    private record Readable(ConsumerRecord<String, Envelope<?>> record, Fact fact) {}

    @Incoming("call-events")
    Uni<Void> read(ConsumerRecords<String, Envelope<?>> records) {
        List<Readable> readable = new ArrayList<>();
        List<Supplier<Uni<Void>>> letters = new ArrayList<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            Envelope<?> envelope = record.value();
            if (envelope != null && envelope.data() instanceof CallEvent event) {
                readable.add(new Readable(record, new Fact(event, envelope.meta())));
            } else {
                letters.add(() -> bury(record, reason(envelope)));
            }
        }
        return untilDone("store " + readable.size() + " events", () -> save(readable))
                .onFailure(CallEvents::refused)
                .recoverWithUni(failure -> oneByOne(readable))
                .chain(() -> inSequence(letters));
    }

    private Uni<Void> save(List<Readable> readable) {
        return store.saveFacts(readable.stream().map(Readable::fact).toList());
    }

    /** The database refused the content of a record: find out which one. */
    private Uni<Void> oneByOne(List<Readable> readable) {
        return inSequence(readable.stream()
                .<Supplier<Uni<Void>>>map(each -> () -> untilDone("store one event", () -> save(List.of(each)))
                        .onFailure(CallEvents::refused)
                        .recoverWithUni(failure -> bury(each.record(), failure.getMessage())))
                .toList());
    }

    private Uni<Void> bury(ConsumerRecord<String, Envelope<?>> record, String reason) {
        return untilDone("send a dead letter", () -> deadLetters.send(record, reason));
    }

    private static String reason(Envelope<?> envelope) {
        if (envelope == null) {
            return "the record has no value";
        }
        return envelope.data() instanceof Unknown unknown ? unknown.reason() : "not an event of a call";
    }

    private static Uni<Void> inSequence(List<Supplier<Uni<Void>>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(Supplier::get)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> untilDone(String what, Supplier<Uni<Void>> attempt) {
        return Uni.createFrom()
                .deferred(attempt::get)
                .onFailure(failure -> !refused(failure))
                .invoke(failure -> LOG.warnf("Cannot %s, trying again: %s", what, failure.toString()))
                .onFailure(failure -> !refused(failure))
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .indefinitely();
    }

    /** Two upserts of a new document may collide (duplicate key): that passes. Any other write error is about the content. */
    private static boolean refused(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && !bulk.getWriteErrors().isEmpty()
                && bulk.getWriteErrors().stream().noneMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
