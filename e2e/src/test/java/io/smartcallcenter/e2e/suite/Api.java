package io.smartcallcenter.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** The suite's public API as its users see it: through the origin, with a token. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final LocalStack stack;
    private final HttpClient client = HttpClient.newHttpClient();

    public Api(LocalStack stack) {
        this.stack = stack;
    }

    /** The JSON of a path, asked as an analyst. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = request("GET", stack.origin() + path, stack.token("analyst"));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    /** Figures of one queue; an empty object as long as nothing is known of it. */
    public JsonNode queue(String name, Instant from, Instant to) {
        JsonNode answer = get("/api/kpi/queues?queue=" + name + "&" + range(from, to));
        return answer.path("queues").path(0);
    }

    /** Figures of one operator; an empty object as long as nothing is known of it. */
    public JsonNode operator(String agentInterface, Instant from, Instant to) {
        JsonNode answer = get("/api/kpi/operators?" + range(from, to));
        for (JsonNode operator : answer.path("operators")) {
            if (operator.path("interface").asText().equals(agentInterface)) {
                return operator;
            }
        }
        return JSON.createObjectNode();
    }

    public JsonNode reconciliation(Instant from, Instant to) {
        return get("/api/admin/reports/reconciliation?" + range(from, to));
    }

    /**
     * Any request.
     *
     * @param token null sends none
     */
    public HttpResponse<String> request(String method, String url, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String range(Instant from, Instant to) {
        return "from=" + from + "&to=" + to;
    }
}
