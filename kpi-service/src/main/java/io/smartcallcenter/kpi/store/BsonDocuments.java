package io.smartcallcenter.kpi.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.Fields;
import io.smartcallcenter.kpi.document.Rule;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/** Contributions as upserts of $min and $max, and documents as fields: nothing about the content of either is known here. */
final class BsonDocuments {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private BsonDocuments() {}

    /** One document for each operator: rendering one for each field costs more than all the rest of the upsert. */
    static WriteModel<Document> upsert(Contribution contribution) {
        Document least = new Document();
        Document greatest = new Document();
        contribution.fields().forEach((path, bound) -> (bound.rule() == Rule.LEAST ? least : greatest)
                .append(path, bound.value() instanceof Instant time ? Date.from(time) : bound.value()));
        Document update = new Document();
        if (!least.isEmpty()) {
            update.append("$min", least);
        }
        if (!greatest.isEmpty()) {
            update.append("$max", greatest);
        }
        return new UpdateOneModel<>(Filters.eq("_id", contribution.id()), update, UPSERT);
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
