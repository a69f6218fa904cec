package io.smartcallcenter.virtual.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smartcallcenter.virtual.Options;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control API over real HTTP; every answer is held against the OpenAPI document that it serves. */
class ControlServerTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String TOKEN = UUID.randomUUID().toString();

    private final JsonNode contract = contract();
    private VirtualAsterisk asterisk;
    private ControlServer control;

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(Files.readString(Path.of("src/main/resources/openapi/control.yaml")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @BeforeEach
    void start() {
        asterisk = VirtualAsterisk.start(
                Options.with(UUID.randomUUID().toString(), UUID.randomUUID().toString())
                        .speed(50));
        control = ControlServer.start(asterisk, "127.0.0.1", 0, TOKEN);
    }

    @AfterEach
    void stop() {
        control.close();
        asterisk.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + control.port() + "/control" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As the contract's path, with the values in its braces. */
    private JsonObject call(int status, String method, String template, String value, String query, String body) {
        HttpResponse<String> response = send(method, template.replaceAll("\\{\\w+}", value) + query, body, TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode declared = contract.at("/paths")
                .path("/control" + template)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status));
        assertThat(declared.isMissingNode())
                .as("%s %s -> %d is in the contract", method, template, status)
                .isFalse();
        if (response.body().isEmpty()) {
            assertThat(declared.has("content")).isFalse();
            return null;
        }
        JsonObject json = new JsonObject(response.body());
        JsonNode content = resolved(declared).path("content");
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(content.has(type)).as("%s is declared in %s", type, content).isTrue();
        List<String> differences = new ArrayList<>();
        compare("", json, content.path(type).path("schema"), differences);
        assertThat(differences).isEmpty();
        return json;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").textValue().substring(1)) : node;
    }

    /** Every required property is there, and none that the contract does not know. */
    private void compare(String path, Object value, JsonNode schema, List<String> differences) {
        JsonNode known = resolved(schema);
        if (value instanceof JsonObject object) {
            known.path("required").forEach(name -> {
                if (!object.containsKey(name.textValue())) {
                    differences.add(path + "." + name.textValue() + " is missing");
                }
            });
            object.forEach(field -> {
                JsonNode property = known.path("properties").path(field.getKey());
                if (property.isMissingNode()) {
                    differences.add(path + "." + field.getKey() + " is not in the contract");
                } else {
                    compare(path + "." + field.getKey(), field.getValue(), property, differences);
                }
            });
        } else if (value instanceof io.vertx.core.json.JsonArray array) {
            array.forEach(item -> compare(path + "[]", item, known.path("items"), differences));
        }
    }

    private JsonObject state() {
        return call(200, "GET", "/state", "", "", "");
    }

    private boolean logged(String part) {
        return call(200, "GET", "/queue-log", "", "?from=0", "").getJsonArray("lines").stream()
                .anyMatch(line -> line.toString().contains(part));
    }

    @Test
    void nothingWorksWithoutTheToken() {
        assertThat(send("GET", "/state", "", null).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/state", "", "guess").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/openapi.yaml", "", null).body()).startsWith("openapi: 3.1.0");
        assertThatThrownBy(() -> ControlServer.start(asterisk, "127.0.0.1", 0, "short"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallComesWaitsAndHangsUp() {
        JsonObject call =
                call(201, "POST", "/calls", "", "", "{\"from\":\"79010000001\",\"name\":\"O'Brien\",\"to\":\"701\"}");
        await().until(() -> state().encode().contains("\"waitS\""));
        assertThat(state().encode()).contains(call.getString("uniqueid"));
        call(204, "POST", "/calls/{id}/press", call.getString("id"), "", "{\"keys\":\"1#\"}");
        call(204, "DELETE", "/calls/{id}", call.getString("id"), "", "");
        await().until(() -> logged("|support|NONE|ABANDON|"));
        call(404, "DELETE", "/calls/{id}", "nobody", "", "");
    }

    @Test
    void whatCannotBeReadIsToldWithItsPlace() {
        assertThat(call(400, "POST", "/calls", "", "", "{\"from\":\"x\",\"to\":\"701\",\"colour\":1}")
                        .getJsonArray("faults"))
                .anyMatch(fault -> fault.toString().startsWith("from: 'x' is not"))
                .anyMatch(fault -> fault.toString().startsWith("colour: unknown key"));
        call(400, "POST", "/calls", "", "", "[1]");
        call(400, "POST", "/steps", "", "", "{\"wait\":\"1 s\"}");
        call(400, "GET", "/queue-log", "", "?from=x", "");
        call(400, "POST", "/scenarios", "", "", "name: {");
        call(400, "PUT", "/operators/{number}", "0001", "", "{\"registered\":\"maybe\"}");
        call(409, "POST", "/steps", "", "", "{\"hold\":\"0001\"}");
        call(409, "PUT", "/operators/{number}", "99", "", "{\"does\":[\"ignores\"]}");
        call(413, "POST", "/scenarios", "", "", "x".repeat(1024 * 1024 + 1));
        assertThat(send("GET", "/nonsense", "", TOKEN).statusCode()).isEqualTo(404);
        assertThat(send("PATCH", "/state", "", TOKEN).statusCode()).isEqualTo(405);
        assertThat(send("GET", "/%2e%2e/x", "", TOKEN).statusCode()).isEqualTo(404);
        assertThat(state().getBoolean("up")).isTrue();
    }

    @Test
    void aScenarioIsPlayedAndToldAbout() {
        JsonObject run = call(
                201,
                "POST",
                "/scenarios",
                "",
                "",
                """
                name: Answered
                operators: {everyone: [answers after 1 s]}
                steps:
                  - {call: a, from: "79010000001", to: "701", talk: 2 s}
                  - {until: AgentComplete}
                """);
        await().until(() -> call(200, "GET", "/scenarios/{id}", run.getString("id"), "", "")
                .getString("state")
                .equals("PASSED"));
        JsonObject demo = call(201, "POST", "/scenarios", "", "?shipped=demo", "");
        call(204, "DELETE", "/scenarios/{id}", demo.getString("id"), "", "");
        await().until(() -> call(200, "GET", "/scenarios/{id}", demo.getString("id"), "", "")
                .getString("state")
                .equals("STOPPED"));
        call(404, "POST", "/scenarios", "", "?shipped=../../etc/passwd", "");
        call(404, "GET", "/scenarios/{id}", "none", "", "");
    }

    @Test
    void operatorsLinksAndThePbxCanFail() {
        call(204, "PUT", "/operators/{number}", "0001", "", "{\"does\":[\"answers after 1 s\"],\"registered\":false}");
        await().until(() -> state().encode().contains("UNAVAILABLE"));
        call(204, "POST", "/faults/{link}", "ari", "", "{\"for\":\"5 s\"}");
        call(204, "POST", "/faults/{link}", "ami", "", "{\"delay\":\"30 ms\"}");
        call(204, "DELETE", "/faults/{link}", "ami", "", "");
        call(400, "POST", "/faults/{link}", "ami", "", "{\"for\":\"soon\"}");
        call(204, "POST", "/kill", "", "", "");
        assertThat(state().getBoolean("up")).isFalse();
        call(409, "POST", "/calls", "", "", "{\"from\":\"79010000001\",\"to\":\"701\"}");
        call(400, "POST", "/restart", "", "", "{\"how\":\"gently\"}");
        call(202, "POST", "/restart", "", "", "{\"how\":\"at once\"}");
        await().until(() -> state().getBoolean("up"));
    }
}
