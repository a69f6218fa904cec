package io.smartcallcenter.notification.customer;

import com.mongodb.client.model.Indexes;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportAudit;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Who took customers out of the service, and who had a number erased. */
public final class AuditStore implements ExportAudit {

    static final String COLLECTION = "audit";

    private final ReactiveMongoClient client;
    private final String database;

    public AuditStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<Void> prepare() {
        return entries().createIndex(Indexes.descending("at")).replaceWithVoid();
    }

    @Override
    public Uni<Void> note(Export export) {
        // a list, as names of parameters must not become paths
        List<Document> parameters = export.parameters().entrySet().stream()
                .map(each -> new Document("name", each.getKey()).append("values", each.getValue()))
                .toList();
        Document document = new Document("kind", "export")
                .append("at", Date.from(export.at()))
                .append("who", export.who())
                .append("path", export.path())
                .append("parameters", parameters)
                .append("format", export.format())
                .append("rows", export.rows());
        return entries()
                .insertOne(document)
                .onFailure()
                .transform(ExportNotAudited::new)
                .replaceWithVoid();
    }

    /** Without the number: it is what shall be forgotten. */
    Uni<Void> note(Instant at, String who, Erasures.Report report) {
        Document document = new Document("kind", "erasure")
                .append("at", Date.from(at))
                .append("who", who)
                .append("calls", report.calls())
                .append("comments", report.comments())
                .append("customer", report.customer());
        return entries().insertOne(document).replaceWithVoid();
    }

    private ReactiveMongoCollection<Document> entries() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
