package io.smartcallcenter.notification.customer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static io.smartcallcenter.notification.customer.CustomerDocuments.BRINGS;
import static io.smartcallcenter.notification.customer.CustomerDocuments.CHANGED_AT;
import static io.smartcallcenter.notification.customer.CustomerDocuments.CHANGED_BY;
import static io.smartcallcenter.notification.customer.CustomerDocuments.EXTERNAL_ID;
import static io.smartcallcenter.notification.customer.CustomerDocuments.ID;
import static io.smartcallcenter.notification.customer.CustomerDocuments.MERGED_INTO;
import static io.smartcallcenter.notification.customer.CustomerDocuments.NUMBERS;
import static io.smartcallcenter.notification.customer.CustomerDocuments.REVISION;
import static io.smartcallcenter.notification.customer.CustomerDocuments.TAGS;

import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.customer.Customer.Stamp;
import io.smartcallcenter.notification.customer.CustomerRefused.Reason;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Makes one customer of two. What the one brings is kept in its document until the survivor has it, so that a merge which broke off
 * is finished by asking for it again.
 */
public final class Merge {

    private final CustomerStore store;
    private final CommentStore comments;
    private final Customers customers;

    public Merge(CustomerStore store, CommentStore comments, Customers customers) {
        this.store = store;
        this.comments = comments;
        this.customers = customers;
    }

    /**
     * The survivor keeps its name; numbers, tags and comments come to it, and what else was known of the other becomes a comment.
     *
     * @param by the token's name
     * @return the survivor; fails with {@link CustomerRefused}
     */
    public Uni<Customer> merge(String id, String into, String by) {
        Stamp now = customers.now(by);
        return free(id).chain(() -> customers.find(into))
                .chain(survivor -> document(id).chain(document -> {
                    String before = document.getString(MERGED_INTO);
                    if (before != null && !before.equals(into)) {
                        throw CustomerRefused.merged(before);
                    }
                    return (before != null
                                    ? Uni.createFrom().item(document.get(BRINGS, Document.class))
                                    : leave(document, survivor, now))
                            .chain(brings ->
                                    brings == null ? Uni.createFrom().voidItem() : arrive(id, brings, into, now))
                            .chain(() -> customers.find(into));
                }));
    }

    /** One whose merge broke off, and whose survivor was deleted since, is a customer again. */
    private Uni<Void> free(String id) {
        return document(id).chain(document -> {
            Document brings = document.get(BRINGS, Document.class);
            return brings == null
                    ? Uni.createFrom().voidItem()
                    : store.find(document.getString(MERGED_INTO))
                            .chain(survivor ->
                                    survivor.isPresent() ? Uni.createFrom().voidItem() : comeBack(id, brings));
        });
    }

    private Uni<Document> document(String id) {
        return collection()
                .find(eq(ID, id), new FindOptions().limit(1))
                .collect()
                .asList()
                .map(found ->
                        found.stream().findFirst().orElseThrow(() -> CustomerRefused.because(Reason.NO_CUSTOMER)));
    }

    /** From now on it is no customer; its numbers are nobody's until they arrive. */
    private Uni<Document> leave(Document document, Customer survivor, Stamp now) {
        Profile leaving = CustomerDocuments.profile(document);
        bounded("numbers", leaving.numbers(), survivor.profile().numbers(), Profile.MOST_NUMBERS);
        bounded("tags", leaving.tags(), survivor.profile().tags(), Profile.MOST_TAGS);
        String id = document.getString(ID);
        long revision = document.getLong(REVISION);
        Document left = new Document(ID, id)
                .append(MERGED_INTO, survivor.id())
                .append(REVISION, revision + 1)
                .append(CHANGED_AT, Date.from(now.at()))
                .append(CHANGED_BY, now.by())
                .append(BRINGS, document);
        return collection()
                .replaceOne(and(eq(ID, id), eq(REVISION, revision), exists(MERGED_INTO, false)), left)
                .map(result -> {
                    if (result.getMatchedCount() == 0) {
                        throw CustomerRefused.because(Reason.STALE);
                    }
                    return document;
                });
    }

    private static void bounded(String field, List<String> some, List<String> others, int most) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        if (all.size() > most) {
            throw CustomerRefused.tooMany(field);
        }
    }

    private Uni<Void> arrive(String id, Document brings, String into, Stamp now) {
        Profile profile = CustomerDocuments.profile(brings);
        List<Bson> updates = new ArrayList<>(List.of(
                Updates.inc(REVISION, 1L),
                Updates.set(CHANGED_AT, Date.from(now.at())),
                Updates.set(CHANGED_BY, now.by())));
        if (!profile.numbers().isEmpty()) {
            updates.add(Updates.addEachToSet(NUMBERS, profile.numbers()));
        }
        if (!profile.tags().isEmpty()) {
            updates.add(Updates.addEachToSet(TAGS, profile.tags()));
        }
        return collection()
                .updateOne(and(eq(ID, into), exists(MERGED_INTO, false)), Updates.combine(updates))
                .chain(result -> result.getMatchedCount() == 1
                        ? Uni.createFrom().voidItem()
                        : comeBack(id, brings)
                                .chain(() -> Uni.createFrom().failure(CustomerRefused.because(Reason.STALE))))
                .chain(() -> externalId(profile, into))
                // since the merge broke off, another has got what was nobody's
                .onFailure(CustomerStore::duplicate)
                .recoverWithUni(() -> customers.taken(profile, into))
                .chain(() -> comments.put(remark(id, profile, into, now)))
                .chain(() -> comments.move(id, into))
                .chain(() -> collection().updateMany(eq(MERGED_INTO, id), Updates.set(MERGED_INTO, into)))
                .chain(() -> collection().updateOne(eq(ID, id), Updates.unset(BRINGS)))
                .replaceWithVoid();
    }

    /** The survivor itself was deleted or merged meanwhile. What others got since is theirs. */
    private Uni<Void> comeBack(String id, Document brings) {
        Profile profile = CustomerDocuments.profile(brings);
        List<String> externalIds = profile.externalId() == null ? List.of() : List.of(profile.externalId());
        return store.owners(profile.numbers(), externalIds)
                .chain(owners ->
                        collection().replaceOne(and(eq(ID, id), exists(BRINGS)), without(brings, profile, owners)))
                .onFailure(CustomerStore::duplicate)
                // another one just got it: the next time it is seen
                .transform(taken -> CustomerRefused.because(Reason.STALE))
                .replaceWithVoid();
    }

    private static Document without(Document brings, Profile profile, List<Customer> owners) {
        List<String> numbers = profile.numbers().stream()
                .filter(number -> owners.stream()
                        .noneMatch(owner -> owner.profile().numbers().contains(number)))
                .toList();
        Document back = new Document(brings).append(NUMBERS, numbers);
        if (numbers.isEmpty()) {
            // an empty list would be indexed
            back.remove(NUMBERS);
        }
        if (owners.stream().anyMatch(owner -> Objects.equals(owner.profile().externalId(), profile.externalId()))) {
            back.remove(EXTERNAL_ID);
        }
        // that of the merged one is between the two
        return back.append(REVISION, brings.getLong(REVISION) + 2);
    }

    /** A survivor without one takes it, so that the next import finds it. */
    private Uni<Void> externalId(Profile profile, String into) {
        return profile.externalId() == null
                ? Uni.createFrom().voidItem()
                : collection()
                        .updateOne(
                                and(eq(ID, into), exists(EXTERNAL_ID, false)),
                                Updates.set(EXTERNAL_ID, profile.externalId()))
                        .replaceWithVoid();
    }

    private static Comment remark(String id, Profile profile, String into, Stamp now) {
        String known = Stream.of(
                        profile.name(), profile.company(), profile.email(), profile.externalId(), profile.note())
                .filter(each -> each != null)
                .collect(Collectors.joining("\n"));
        return new Comment("merged:" + id, into, null, now.at(), now.by(), "Merged:\n" + known);
    }

    private ReactiveMongoCollection<Document> collection() {
        return store.customers();
    }
}
