package io.smartcallcenter.kpi.api.parameters;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Of whom the present is asked. */
public final class RealtimeParameters {

    @RestQuery
    @Parameter(description = "Only these queues and their members; repeat it for several. Without it all")
    List<String> queue = List.of();

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if a name is empty */
    public Set<String> queues() {
        return Parameters.names("queue", queue);
    }
}
