package io.smartcallcenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.e2e.suite.Api;
import io.smartcallcenter.e2e.suite.LiveClient;
import io.smartcallcenter.e2e.suite.WholeSuite;
import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.stack.LocalStack;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in without a token: every API operation that a service publishes in its OpenAPI, and the WebSocket. */
@ExtendWith(WholeSuite.class)
class AccessTest {

    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "PATCH");

    private record Operation(String method, String path) {}

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "routing", "kpi", "cdr-sync", "notification"})
    void everyOperationNeedsAToken(String service, LocalStack stack) {
        Api api = new Api(stack);
        List<Operation> operations = operations(stack, api, service);
        assertThat(operations).as("operations of " + service).isNotEmpty();
        String stranger = new JwtIssuer(stack.origin() + "/auth")
                .token("mallory", List.of("admin"), Duration.ofHours(1), Map.of());

        for (Operation operation : operations) {
            String url = stack.origin() + operation.path();
            assertThat(api.request(operation.method(), url, null).statusCode())
                    .as(operation + " without a token")
                    .isEqualTo(401);
            assertThat(api.request(operation.method(), url, stranger).statusCode())
                    .as(operation + " with a token that somebody else signed")
                    .isEqualTo(401);
        }
    }

    @Test
    void theWebSocketNeedsAToken(LocalStack stack) throws Exception {
        try (LiveClient nobody = LiveClient.connect(stack, null)) {
            assertThat(nobody.closed().get(120, TimeUnit.SECONDS)).isEqualTo(4401);
            assertThat(nobody.frames()).isEmpty();
        }
    }

    @Test
    void aTokenWithoutTheRoleIsForbidden(LocalStack stack) {
        HttpResponse<String> answer =
                new Api(stack).request("GET", stack.origin() + "/api/asterisk/realtime-data", stack.token("operator"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static List<Operation> operations(LocalStack stack, Api api, String service) {
        HttpResponse<String> document = api.request("GET", stack.management(service) + "/openapi?format=json", null);
        assertThat(document.statusCode()).isEqualTo(200);
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = Api.json(document.body()).path("paths");
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            String name = method.toUpperCase(Locale.ROOT);
            if (METHODS.contains(name) && path.getKey().startsWith("/api/")) {
                operations.add(new Operation(name, path.getKey().replaceAll("\\{[^}]*}", "1")));
            }
        }));
        return operations;
    }
}
