package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.kpi.call.CallRecord;
import io.smartcallcenter.kpi.history.Histories;
import io.smartcallcenter.kpi.history.Timelines;
import io.smartcallcenter.kpi.history.Timelines.Mark;
import io.smartcallcenter.kpi.note.Notes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Tells what happened in one call. */
@Path("/api/calls")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"analyst", "supervisor", "admin"})
@Tag(name = "Calls")
public class CallResource {

    /**
     * A call id as it is, {@code pbx1/1764.12}, or with the slash encoded, {@code pbx1%2F1764.12}. What follows it is none of its
     * own parts.
     */
    static final String ID = "{id: [^/]+(?:/(?!(?:events|comments|disposition)(?:/|$))[^/]+)?}";

    /** Decisions and transfers of a call are among its first events. */
    private static final int PICTURED = 1000;

    private final Histories histories;
    private final Timelines timelines;
    private final Notes notes;
    private final SecurityIdentity identity;

    CallResource(Histories histories, Timelines timelines, Notes notes, SecurityIdentity identity) {
        this.histories = histories;
        this.timelines = timelines;
        this.notes = notes;
        this.identity = identity;
    }

    /** @param nextCursor null on the last page */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Events(String callId, List<EventJson> events, String nextCursor) {}

    @GET
    @Path(ID)
    @Operation(
            summary = "The whole story of one call",
            description =
                    "Waits, offers with talk and hold, decisions with their steps, transfers, the CDR, comments and"
                            + " disposition. Decisions and transfers are there as long as the timeline is kept.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "Nothing is known of such a call")
    public Uni<CallPicture> call(@PathParam("id") @Parameter(example = "pbx1/1764000000.12") String id) {
        Sight sight = Sight.of(identity::hasRole);
        return known(id).chain(call -> Uni.combine()
                .all()
                .unis(timelines.page(id, null, PICTURED), notes.of(id))
                .with((page, written) -> CallPicture.of(call, page.events(), written, ofCaller(call, sight), sight)));
    }

    @GET
    @Path(ID + "/events")
    @Operation(
            summary = "The timeline of one call",
            description =
                    "All events of the call, of its routing and of its CDR, by time and then by seq. The next page:"
                            + " the same query with next_cursor as cursor.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "Nothing is known of such a call")
    public Uni<Events> events(
            @PathParam("id") @Parameter(example = "pbx1/1764000000.12") String id,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor) {
        Sight sight = Sight.of(identity::hasRole);
        int most = CallParameters.limit(limit);
        Mark after = Cursors.mark(cursor);
        return known(id).chain(call -> timelines.page(id, after, most).map(page -> {
            Sight seen = ofCaller(call, sight);
            List<EventJson> events = page.events().stream()
                    .map(event -> EventJson.of(event, seen))
                    .toList();
            return new Events(id, events, Cursors.text(page.next()));
        }));
    }

    /** An event that came after the erasure is hidden too. */
    private static Sight ofCaller(CallRecord call, Sight sight) {
        return call.summary().erased() ? Sight.NOTHING : sight;
    }

    private Uni<CallRecord> known(String id) {
        return histories
                .call(id)
                .map(found -> found.orElseThrow(() -> Refusals.notFound("nothing is known of such a call")));
    }
}
