package io.smartcallcenter.kpi.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.smartcallcenter.kpi.document.Bound;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.Fields;
import io.smartcallcenter.kpi.document.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Contributions as upserts of $min and $max, and documents as fields: nothing about the content of either is known here. */
final class BsonDocuments {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private BsonDocuments() {}

    static WriteModel<Document> upsert(Contribution contribution) {
        List<Bson> updates = new ArrayList<>();
        contribution.fields().forEach((path, bound) -> updates.add(update(path, bound)));
        return new UpdateOneModel<>(Filters.eq("_id", contribution.id()), Updates.combine(updates), UPSERT);
    }

    private static Bson update(String path, Bound bound) {
        Object value = bound.value() instanceof Instant time ? Date.from(time) : bound.value();
        return bound.rule() == Rule.LEAST ? Updates.min(path, value) : Updates.max(path, value);
    }

    static Fields fields(Document document) {
        Map<String, Object> flat = new HashMap<>();
        flatten("", document, flat);
        return new Fields(flat);
    }

    private static void flatten(String prefix, Document document, Map<String, Object> flat) {
        document.forEach((name, value) -> {
            if (value instanceof Document nested) {
                flatten(prefix + name + ".", nested, flat);
            } else if (value instanceof Date date) {
                flat.put(prefix + name, date.toInstant());
            } else if (value != null) {
                flat.put(prefix + name, value);
            }
        });
    }
}
