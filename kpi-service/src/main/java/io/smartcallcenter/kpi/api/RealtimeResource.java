package io.smartcallcenter.kpi.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.answer.Answers;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.kpi.api.parameters.RealtimeParameters;
import io.smartcallcenter.kpi.live.Realtime;
import io.smartcallcenter.kpi.live.RealtimeView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Queues and operators at this moment. Who wants to see changes as they come reads the channels of the notification service. */
@Path("/api/kpi/realtime")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"analyst", "supervisor", "admin"})
@Tag(name = "KPI")
public class RealtimeResource {

    static final String EXAMPLE =
            """
            {
              "at": "2026-11-23T09:01:00Z",
              "queues": [{
                "queue": "support", "waiting": 1, "longest_wait": 12.3, "service_level": 50.0, "total_calls": 3,
                "answered_calls": 1, "abandoned_calls": 1, "answer_rate": 33.3,
                "operators": {"available": 1, "ringing": 0, "talking": 1, "paused": 1, "unreachable": 0}
              }],
              "operators": [{
                "interface": "PJSIP/1001", "name": "Anna", "state": "talking", "since": "2026-11-23T08:58:12Z",
                "queues": ["support"]
              }]
            }
            """;

    private final Realtime realtime;
    private final Answers answers;

    RealtimeResource(Realtime realtime, Answers answers) {
        this.realtime = realtime;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "Who waits and who works now, with the figures of today",
            description =
                    "Today begins at midnight of the service's reporting zone; its policy applies. longest_wait is"
                            + " null if nobody waits. An operator is paused if paused in any of their queues, but counted"
                            + " as paused only in those; members of no queue who have no call are not listed.")
    @APIResponse(
            responseCode = "200",
            description = "Queues that have members now or had a call today, and the operators at work",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RealtimeView.class),
                            examples = @ExampleObject(name = "a queue with a caller", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "Parameters that are unknown or cannot be read")
    @APIResponse(responseCode = "503", description = "The figures cannot be read just now: come again")
    public Uni<Response> realtime(@BeanParam RealtimeParameters parameters) {
        return answers.json(realtime.now(parameters.queues()));
    }
}
