package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.privacy.Erasure;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportAudit;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Who took data out of the service, in {@code scc_cdr.exports}, and who had a number erased, in {@code scc_cdr.erasures}. */
@ApplicationScoped
public class AuditStore implements ExportAudit {

    private static final String AT = "at";
    private static final String ID = "_id";

    private final CdrStore store;

    AuditStore(CdrStore store) {
        this.store = store;
    }

    /** Where a page of the trail ended. */
    public record Place(Instant at, String id) {}

    @Override
    public Uni<Void> note(Export export) {
        Document parameters = new Document();
        export.parameters().forEach((name, values) -> parameters.append(name.replaceAll("[.$]", "_"), values));
        Document document = new Document(AT, Date.from(export.at()))
                .append("who", export.who())
                .append("path", export.path())
                .append("parameters", parameters)
                .append("format", export.format())
                .append("rows", export.rows());
        return store.exports().insertOne(document).replaceWithVoid().onFailure().transform(ExportNotAudited::new);
    }

    /** Notes it, or what has become of it since it was noted. */
    Uni<Void> note(Erasure erasure) {
        Document document = new Document(ID, erasure.id())
                .append(AT, Date.from(erasure.at()))
                .append("who", erasure.who())
                .append("reason", erasure.reason())
                .append("finished", erasure.finished())
                .append("rows", erasure.rows())
                .append("comparisons", erasure.comparisons());
        return store.erasures()
                .replaceOne(eq(ID, erasure.id()), document, new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    /**
     * The newest first.
     *
     * @param from inclusive, {@code to} exclusive
     * @param after null = from the newest
     */
    public Uni<List<Erasure>> erasures(Instant from, Instant to, Place after, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(gte(AT, Date.from(from)), lt(AT, Date.from(to))));
        if (after != null) {
            Date at = Date.from(after.at());
            filters.add(lte(AT, at));
            filters.add(or(lt(AT, at), lt(ID, after.id())));
        }
        return store.erasures()
                .find(
                        and(filters),
                        new FindOptions().sort(Sorts.descending(AT, ID)).limit(limit))
                .map(AuditStore::erasure)
                .collect()
                .asList();
    }

    private static Erasure erasure(Document document) {
        return new Erasure(
                document.getString(ID),
                CallFacts.instant(document, AT),
                document.getString("who"),
                document.getString("reason"),
                document.getBoolean("finished"),
                CdrDocuments.number(document, "rows"),
                CdrDocuments.number(document, "comparisons"));
    }
}
