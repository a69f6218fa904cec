package io.smartcallcenter.cdr.api;

import com.mongodb.MongoException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.AsteriskDatabases;
import io.smartcallcenter.cdr.settings.AsteriskDatabases.Setting;
import io.smartcallcenter.cdr.source.Check;
import io.smartcallcenter.cdr.source.DatabaseCheck;
import io.smartcallcenter.cdr.source.Importer;
import io.smartcallcenter.cdr.source.ReadTables;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.defaults.query.Refusals;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Where the CDRs of each Asterisk node are read. */
@Path("/api/admin/settings/asterisk-database")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@KnownParametersOnly
@Tag(name = "Settings")
public class AsteriskDatabaseResource {

    private static final Logger LOG = Logger.getLogger(AsteriskDatabaseResource.class);

    private final AsteriskDatabases databases;
    private final DatabaseCheck check;
    private final Importer importer;
    private final ReadTables tables;
    private final JsonWebToken token;

    AsteriskDatabaseResource(
            AsteriskDatabases databases,
            DatabaseCheck check,
            Importer importer,
            ReadTables tables,
            JsonWebToken token) {
        this.databases = databases;
        this.tables = tables;
        this.check = check;
        this.importer = importer;
        this.token = token;
    }

    /** All databases, by node. */
    public record Databases(
            List<DatabaseView> databases,
            @Schema(
                            description =
                                    "Nodes of which something is stored that this version cannot read: their rows are not read,"
                                            + " and what the environment says of them is not in force")
                    List<String> unreadable) {}

    /** Whether everything that is needed works, and each check. */
    public record Trial(boolean ok, List<Check> checks) {}

    @GET
    @Operation(summary = "The databases, without their passwords, and how their import goes")
    public Uni<Databases> all() {
        return Uni.combine()
                .all()
                .unis(databases.all(), databases.unreadable())
                .with((found, unreadable) ->
                        new Databases(found.stream().map(this::view).toList(), unreadable));
    }

    @GET
    @Path("{node}")
    @Operation(summary = "The database of a node, without its password, and how its import goes")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "Nothing is set for the node")
    @APIResponse(responseCode = "409", description = "What is stored for the node cannot be read")
    public Uni<DatabaseView> one(@RestPath String node) {
        return known(node).map(this::view);
    }

    @PUT
    @Operation(summary = "Sets the database of a node, or changes it; in force within seconds, without a restart")
    @APIResponse(responseCode = "200", description = "Set")
    @APIResponse(responseCode = "400", description = "The fields that cannot be used are named")
    @APIResponse(
            responseCode = "409",
            description =
                    "No password can be stored, or another enabled node has the same host, port, database and table, or another node"
                            + " has had them and rows were read for it (without countTwice=true)")
    public Uni<DatabaseView> put(
            DatabaseBody body,
            @RestQuery
                    @Parameter(
                            description =
                                    "true: the table is read although rows of it were read for another node, and those that both"
                                            + " read are there twice")
                    String countTwice) {
        boolean mayCountTwice = isTrue(countTwice);
        AsteriskDatabase asked = DatabaseBodies.read(body);
        String by = token.getName();
        if (!databases.canStore()) {
            throw refused("no password can be stored: scc.cdr.settings-key is not set");
        }
        return withPassword(asked)
                .call(this::refuseTwice)
                .call(complete -> mayCountTwice ? Uni.createFrom().voidItem() : refuseReadByAnother(complete))
                .chain(complete -> databases.store(complete, by, Instant.now()).replaceWith(complete.node()))
                .chain(databases::of)
                .map(found -> view(found.orElseThrow()));
    }

    private Uni<Void> refuseTwice(AsteriskDatabase asked) {
        return databases
                .otherNodeOf(asked)
                .invoke(other -> other.ifPresent(node -> {
                    throw tableRefused("is read for the node " + node + ": its rows would count twice");
                }))
                .replaceWithVoid();
    }

    private static boolean isTrue(String countTwice) {
        if (countTwice != null && !List.of("true", "false").contains(countTwice)) {
            throw Problems.unreadable("countTwice", "must be true or false");
        }
        return "true".equals(countTwice);
    }

    /** Not asked of what is read already. */
    private Uni<Void> refuseReadByAnother(AsteriskDatabase asked) {
        return databases
                .enabled()
                .map(read -> !asked.enabled()
                        || read.stream().anyMatch(each -> each.node().equals(asked.node()) && each.sameTable(asked)))
                .chain(settled ->
                        settled ? Uni.createFrom().item(Optional.<String>empty()) : tables.otherReaderOf(asked))
                .invoke(other -> other.ifPresent(node -> {
                    throw tableRefused("was read for the node " + node
                            + ": rows that are read again would count twice; countTwice=true if that is wanted");
                }))
                .replaceWithVoid();
    }

    private static HttpProblem tableRefused(String why) {
        return Refusals.named(409, "Conflict", "table", "body", why).build();
    }

    @DELETE
    @Path("{node}")
    @Operation(summary = "Forgets what is stored for a node: what the environment says of it is in force again")
    public Uni<Response> delete(@RestPath String node) {
        if (!DatabaseBodies.isNode(node)) {
            throw unknown("of this name");
        }
        return databases.remove(node, token.getName()).map(removed -> {
            if (!removed) {
                throw unknown(node);
            }
            return Response.noContent().build();
        });
    }

    @POST
    @Path("test")
    @Operation(summary = "Tries a database as it would be set, step by step; nothing is stored")
    public Uni<Trial> test(DatabaseBody body) {
        return withPassword(DatabaseBodies.read(body)).chain(this::tried);
    }

    @POST
    @Path("{node}/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Tries the database of a node as it is set")
    public Uni<Trial> test(@RestPath String node) {
        return known(node)
                .map(Setting::database)
                .invoke(database -> {
                    if (database.password() == null) {
                        throw refused("the stored password cannot be decrypted: give it again");
                    }
                })
                .chain(this::tried);
    }

    private Uni<Trial> tried(AsteriskDatabase database) {
        return check.run(database)
                .map(checks -> new Trial(
                        checks.stream().noneMatch(each -> each.result().equals("failed")), checks));
    }

    /** A password goes to the server that it was given for, and to no other. */
    private Uni<AsteriskDatabase> withPassword(AsteriskDatabase asked) {
        if (asked.password() != null) {
            return Uni.createFrom().item(asked);
        }
        return databases.of(asked.node()).map(found -> {
            Optional<AsteriskDatabase> known =
                    found.map(Setting::database).filter(each -> each.password() != null && each.sameServer(asked));
            return asked.withPassword(known.orElseThrow(
                            () -> Problems.unreadable(
                                    List.of(
                                            new Violation(
                                                    "password",
                                                    "body",
                                                    "is missing: only if node, db_type, host, port and username stay, the one that is known stays"))))
                    .password());
        });
    }

    private Uni<Setting> known(String node) {
        return databases
                .of(node)
                .chain(found -> found.map(each -> Uni.createFrom().item(each)).orElseGet(() -> missing(node)));
    }

    private Uni<Setting> missing(String node) {
        return databases.unreadable().map(unreadable -> {
            throw unreadable.contains(node)
                    ? refused("what is stored for the node " + node + " cannot be read: set it again, or delete it")
                    : unknown(node);
        });
    }

    private DatabaseView view(Setting setting) {
        return DatabaseView.of(
                setting, importer.state(setting.database().node()).orElse(null));
    }

    private static HttpProblem unknown(String node) {
        return HttpProblem.builder()
                .withStatus(404)
                .withTitle("Not Found")
                .withDetail("nothing is set for the node " + node)
                .build();
    }

    private static HttpProblem refused(String detail) {
        return HttpProblem.builder()
                .withStatus(409)
                .withTitle("Conflict")
                .withDetail(detail)
                .build();
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The settings cannot be read or written", failure);
        return Problems.away("The settings cannot be reached just now").toResponse();
    }
}
