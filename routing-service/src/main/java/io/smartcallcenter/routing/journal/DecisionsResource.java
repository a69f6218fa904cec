package io.smartcallcenter.routing.journal;

import com.mongodb.MongoException;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What was decided and why. */
@Path("/api/routing/decisions")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"supervisor", "admin", "analyst"})
@Tag(name = "Routing")
public class DecisionsResource {

    private final JournalStore journal;

    DecisionsResource(JournalStore journal) {
        this.journal = journal;
    }

    /** @param next the cursor of the following page; null = this is the last one */
    public record Page(List<JournalledDecision> decisions, String next) {

        static Page of(List<JournalledDecision> found, int limit) {
            boolean more = found.size() > limit;
            List<JournalledDecision> shown = more ? found.subList(0, limit) : found;
            return new Page(shown, more ? Cursor.behind(shown.get(limit - 1)).text() : null);
        }
    }

    @GET
    @Operation(
            summary = "Decisions with their six steps, the newest first",
            description =
                    "callId and dialled exactly; from inclusive, to exclusive, ISO-8601 with offset; limit 1..500, 50 if"
                            + " not given; cursor from next of the page before. A decision is here seconds after it was made.")
    public Uni<Page> decisions(
            @RestQuery String callId,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String dialled,
            @RestQuery String limit,
            @RestQuery String cursor) {
        JournalQuery query = JournalQuery.of(callId, dialled, from, to, limit, cursor);
        return journal.find(query)
                .map(found -> Page.of(found, query.limit()))
                .onFailure(MongoException.class)
                .transform(away -> Problems.away("The journal cannot be read just now"));
    }
}
