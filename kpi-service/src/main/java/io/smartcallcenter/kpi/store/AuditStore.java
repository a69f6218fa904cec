package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportAudit;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import io.smartcallcenter.kpi.node.NodeAct;
import io.smartcallcenter.kpi.privacy.Erasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Who took data out of the service, who had data erased, and who said that a node is gone. */
public final class AuditStore implements ExportAudit {

    static final String COLLECTION = "audit";
    static final String AT = "at";
    private static final String ID = "_id";
    private static final String KIND = "kind";
    private static final String EXPORT = "export";
    private static final String ERASURE = "erasure";
    private static final String NODE_ACT = "node";
    private static final String WHO = "who";
    private static final String REASON = "reason";

    private final ReactiveMongoClient client;
    private final String database;

    public AuditStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<Void> prepare() {
        return entries()
                .createIndex(Indexes.descending(KIND, AT, ID))
                .chain(() -> entries().createIndex(Indexes.ascending(AT)))
                .replaceWithVoid();
    }

    /** An entry of the trail with its place in it. */
    public record Noted<T>(T entry, Place place) {}

    @Override
    public Uni<Void> note(Export export) {
        Document document = new Document(ID, UUID.randomUUID().toString())
                .append(KIND, EXPORT)
                .append(AT, Date.from(export.at()))
                .append(WHO, export.who())
                .append("path", export.path())
                .append("parameters", parameters(export.parameters()))
                .append("format", export.format())
                .append("rows", export.rows());
        return entries()
                .insertOne(document)
                .onFailure()
                .transform(ExportNotAudited::new)
                .replaceWithVoid();
    }

    /** Notes it, or what has become of it since it was noted. */
    public Uni<Void> note(Erasure erasure) {
        Document document = new Document(ID, erasure.id())
                .append(KIND, ERASURE)
                .append(AT, Date.from(erasure.at()))
                .append(WHO, erasure.who())
                .append(REASON, erasure.reason())
                .append("finished", erasure.finished())
                .append("calls", erasure.calls())
                .append("events", erasure.events())
                .append("comments", erasure.comments());
        return entries()
                .replaceOne(eq(ID, erasure.id()), document, new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    public Uni<Void> note(NodeAct act) {
        Document document = new Document(ID, act.id())
                .append(KIND, NODE_ACT)
                .append(AT, Date.from(act.at()))
                .append(WHO, act.who())
                .append("node", act.node())
                .append("retiredAt", Date.from(act.retiredAt()))
                .append(REASON, act.reason());
        return entries().insertOne(document).replaceWithVoid();
    }

    /**
     * The newest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param after null = from the newest
     */
    public Uni<List<Noted<Export>>> exports(Instant from, Instant to, Place after, int limit) {
        return list(EXPORT, from, to, after, limit, AuditStore::export);
    }

    /** As {@link #exports}. */
    public Uni<List<Noted<Erasure>>> erasures(Instant from, Instant to, Place after, int limit) {
        return list(ERASURE, from, to, after, limit, AuditStore::erasure);
    }

    /** As {@link #exports}. */
    public Uni<List<Noted<NodeAct>>> nodeActs(Instant from, Instant to, Place after, int limit) {
        return list(NODE_ACT, from, to, after, limit, AuditStore::nodeAct);
    }

    private <T> Uni<List<Noted<T>>> list(
            String kind, Instant from, Instant to, Place after, int limit, Function<Document, T> read) {
        List<Bson> filters = new ArrayList<>(List.of(eq(KIND, kind), gte(AT, from), lt(AT, to)));
        if (after != null) {
            filters.add(or(lt(AT, after.at()), and(eq(AT, after.at()), lt(ID, after.id()))));
        }
        return entries()
                .find(
                        and(filters),
                        new FindOptions().sort(Sorts.descending(AT, ID)).limit(limit))
                .map(found -> new Noted<>(
                        read.apply(found), new Place(found.getDate(AT).toInstant(), found.getString(ID))))
                .collect()
                .asList();
    }

    /** A list, as names of parameters must not become paths. */
    private static List<Document> parameters(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .map(each -> new Document("name", each.getKey()).append("values", each.getValue()))
                .toList();
    }

    private static Export export(Document document) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        document.getList("parameters", Document.class)
                .forEach(each -> parameters.put(each.getString("name"), each.getList("values", String.class)));
        return new Export(
                document.getDate(AT).toInstant(),
                document.getString(WHO),
                document.getString("path"),
                parameters,
                document.getString("format"),
                document.getLong("rows"));
    }

    private static Erasure erasure(Document document) {
        return new Erasure(
                document.getString(ID),
                document.getDate(AT).toInstant(),
                document.getString(WHO),
                document.getString(REASON),
                document.getBoolean("finished"),
                document.getLong("calls"),
                document.getLong("events"),
                document.getLong("comments"));
    }

    private static NodeAct nodeAct(Document document) {
        return new NodeAct(
                document.getString(ID),
                document.getDate(AT).toInstant(),
                document.getString(WHO),
                document.getString("node"),
                document.getDate("retiredAt").toInstant(),
                document.getString(REASON));
    }

    private ReactiveMongoCollection<Document> entries() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
