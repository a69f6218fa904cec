package io.smartcallcenter.notification.customer;

import static com.mongodb.client.model.Filters.in;
import static io.smartcallcenter.notification.customer.CustomerDocuments.ID;
import static io.smartcallcenter.notification.customer.CustomerDocuments.MERGED_INTO;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Writes many customers with one request, in any order: none of them may take what another one of them gives back. Each is written or
 * not, as if it were written alone.
 */
final class CustomerBulk {

    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final CustomerStore store;

    CustomerBulk(CustomerStore store) {
        this.store = store;
    }

    /** @param revision that it replaces; 0 = it is new */
    record Write(Customer next, long revision) {

        private WriteModel<Document> model() {
            Document document = CustomerDocuments.of(next);
            return revision == 0
                    ? new InsertOneModel<>(document)
                    : new ReplaceOneModel<>(CustomerStore.ofRevision(next.id(), revision), document);
        }
    }

    /**
     * The ids of those that were not written: another customer has one of its numbers or its external id, or the stored one is no longer of
     * that revision. One that somebody changed right after it was written may be among them.
     */
    Uni<Set<String>> write(List<Write> writes) {
        if (writes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        List<WriteModel<Document>> models = writes.stream().map(Write::model).toList();
        return store.prepare()
                .chain(() -> store.customers().bulkWrite(models, ANY_ORDER))
                .map(result -> new Outcome(result, List.of()))
                .onFailure(CustomerBulk::onlyTaken)
                .recoverWithItem(failure -> outcome((MongoBulkWriteException) failure))
                .chain(outcome -> refused(writes, outcome));
    }

    private record Outcome(BulkWriteResult result, List<BulkWriteError> taken) {}

    private static Outcome outcome(MongoBulkWriteException failure) {
        return new Outcome(failure.getWriteResult(), failure.getWriteErrors());
    }

    private static boolean onlyTaken(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }

    private Uni<Set<String>> refused(List<Write> writes, Outcome outcome) {
        Set<String> refused = new HashSet<>();
        outcome.taken()
                .forEach(
                        error -> refused.add(writes.get(error.getIndex()).next().id()));
        List<Write> replaced = new ArrayList<>(writes);
        replaced.removeIf(
                write -> write.revision() == 0 || refused.contains(write.next().id()));
        return outcome.result().getMatchedCount() == replaced.size()
                ? Uni.createFrom().item(refused)
                : stale(replaced).invoke(refused::addAll).replaceWith(refused);
    }

    /** A bulk says how many were found, and not which. */
    private Uni<Set<String>> stale(List<Write> replaced) {
        Map<String, Customer> missing = new HashMap<>();
        replaced.forEach(write -> missing.put(write.next().id(), write.next()));
        return store.customers()
                .find(in(ID, List.copyOf(missing.keySet())))
                .collect()
                .asList()
                .map(found -> {
                    found.stream()
                            .filter(each -> !each.containsKey(MERGED_INTO))
                            .map(CustomerDocuments::read)
                            .forEach(stored -> missing.remove(stored.id(), stored));
                    return missing.keySet();
                });
    }
}
