package io.smartcallcenter.routing.setup;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks the gateway. A gateway that is away is a 503 of ours, one that refuses a 502. */
@ApplicationScoped
class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final GatewayApi api;

    Gateway(@RestClient GatewayApi api) {
        this.api = api;
    }

    /** @throws HttpProblem 502 or 503 */
    Phones phones(String authorization) {
        return ask(() -> api.phones(authorization));
    }

    /** @throws HttpProblem 502 or 503 */
    Realtime realtime(String authorization) {
        return ask(() -> api.realtime(authorization));
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (WebApplicationException refused) {
            throw badGateway("The gateway answered " + refused.getResponse().getStatus(), refused);
        } catch (ProcessingException away) {
            LOG.warnf("The gateway does not answer: %s", away.toString());
            throw Problems.away("The gateway does not answer (scc.routing.gateway-url)");
        }
    }

    private static HttpProblem badGateway(String detail, Throwable cause) {
        LOG.warnf("%s: %s", detail, cause.toString());
        return HttpProblem.builder()
                .withStatus(502)
                .withTitle("Bad Gateway")
                .withDetail(detail)
                .build();
    }
}
