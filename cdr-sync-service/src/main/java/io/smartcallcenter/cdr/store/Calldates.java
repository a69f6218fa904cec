package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;

/** The times of rows that are on record: they are others when the node had a wrong zone as they were read. */
final class Calldates {

    private static final String CALLDATE = "calldate";

    private final CdrStore store;

    Calldates(CdrStore store) {
        this.store = store;
    }

    /** Nothing else of a row changes, be it erased; a call that was compared is compared again. */
    Uni<Void> correct(List<CdrRow> rows) {
        return onRecord(rows)
                .map(known -> rows.stream()
                        .filter(row ->
                                known.containsKey(row.id()) && !row.calldate().equals(known.get(row.id())))
                        .toList())
                .chain(wrong -> wrong.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : write(wrong).chain(() -> judgeAgain(wrong)));
    }

    private Uni<Map<String, Instant>> onRecord(List<CdrRow> rows) {
        return store.cdr()
                .find(
                        in("_id", rows.stream().map(CdrRow::id).toList()),
                        new FindOptions().projection(Projections.include(CALLDATE)))
                .collect()
                .asMap(row -> row.getString("_id"), row -> CallFacts.instant(row, CALLDATE));
    }

    private Uni<Void> write(List<CdrRow> rows) {
        List<WriteModel<Document>> writes = rows.stream()
                .<WriteModel<Document>>map(row ->
                        new UpdateOneModel<>(eq("_id", row.id()), Updates.set(CALLDATE, Date.from(row.calldate()))))
                .toList();
        return store.cdr()
                .bulkWrite(writes, new BulkWriteOptions().ordered(false))
                .replaceWithVoid();
    }

    private Uni<Void> judgeAgain(List<CdrRow> rows) {
        return store.judgeAgain(in("_id", rows.stream().map(CdrRow::callId).collect(Collectors.toSet())));
    }
}
