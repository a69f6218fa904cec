package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.privacy.ErasedNumber;
import io.smartcallcenter.cdr.privacy.Erasure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Makes a number unreadable in the copy of the CDR and in what was compared with it. An import that reads the PBX's rows again does not bring it
 * back. May be repeated: what is erased is not found again. It looks at every document, as numbers stand anywhere in a text.
 */
@ApplicationScoped
public class Erasures {

    private static final int AT_ONCE = 500;
    private static final BulkWriteOptions IN_NO_ORDER = new BulkWriteOptions().ordered(false);

    private final CdrStore store;
    private final AuditStore audit;

    Erasures(CdrStore store, AuditStore audit) {
        this.store = store;
        this.audit = audit;
    }

    /** @param who the token's name */
    public Uni<Erasure> erase(ErasedNumber number, String who, String reason, Instant now) {
        Erasure begun =
                new Erasure(UUID.randomUUID().toString(), now.truncatedTo(ChronoUnit.MILLIS), who, reason, false, 0, 0);
        return audit.note(begun)
                .chain(() -> rows(number))
                .chain(rows -> calls(number).chain(() -> verdicts(number)).map(verdicts -> begun.done(rows, verdicts)))
                .chain(done -> audit.note(done).replaceWith(done));
    }

    private Uni<Long> rows(ErasedNumber number) {
        return each(store.cdr(), containing(number, CdrDocuments.WITH_NUMBERS), document -> CdrDocuments.erased(
                        document, number::hide)
                .map(erased -> new ReplaceOneModel<>(eq("_id", document.get("_id")), erased)));
    }

    private Uni<Long> calls(ErasedNumber number) {
        return each(
                store.calls(),
                containing(number, CallFacts.WITH_NUMBERS),
                document -> Optional.of(new UpdateOneModel<>(
                        eq("_id", document.get("_id")), CallFacts.erased(document, number::hide))));
    }

    private Uni<Long> verdicts(ErasedNumber number) {
        return each(
                store.verdicts(),
                containing(number, Pending.WITH_NUMBERS),
                document -> Optional.of(
                        new UpdateOneModel<>(eq("_id", document.get("_id")), Pending.erased(document, number::hide))));
    }

    private static Bson containing(ErasedNumber number, List<String> fields) {
        return or(fields.stream().map(field -> regex(field, number.anywhere())).toList());
    }

    /** @return how many were changed */
    private static Uni<Long> each(
            ReactiveMongoCollection<Document> collection,
            Bson which,
            Function<Document, Optional<WriteModel<Document>>> change) {
        return collection
                .find(which)
                .map(change)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .group()
                .intoLists()
                .of(AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(
                        some -> collection.bulkWrite(some, IN_NO_ORDER).map(result -> (long) result.getModifiedCount()))
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }
}
