package io.smartcallcenter.kpi.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What frontend teams read is what the service takes and gives. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class KpiOpenApiTest {

    private static final String POLICY = " slThreshold slMode shortAbandon";
    private static final String ROWS = " interval groupBy limit cursor";

    @TestHTTPResource(management = true)
    URL management;

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(new URL(management, "/openapi?format=json"));
    }

    private JsonNode operation(String report) throws IOException {
        JsonNode operation = document().at("/paths/~1api~1kpi~1" + report + "/get");
        assertThat(operation.isObject()).as(report).isTrue();
        return operation;
    }

    @ParameterizedTest
    @CsvSource({
        "queues, from to tz queue attribution format" + POLICY + ROWS,
        "operators, from to tz queue attribution format operator" + ROWS,
        "heatmap, from to tz queue attribution format" + POLICY,
        "compare, from to tz queue attribution format with_from with_to groupBy limit cursor" + POLICY
    })
    void everyParameterIsDescribed(String report, String names) throws IOException {
        List<String> found = new ArrayList<>();
        for (JsonNode parameter : operation(report).path("parameters")) {
            found.add(parameter.path("name").asText());
            assertThat(parameter.path("in").asText()).isEqualTo("query");
            assertThat(parameter.path("description").asText())
                    .as(found.toString())
                    .isNotBlank();
        }

        assertThat(found).containsExactlyInAnyOrder(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"queues, queues", "operators, operators", "heatmap, cells", "compare, queues"})
    void everyAnswerHasASchemaAndAnExampleOfIt(String report, String rows) throws IOException {
        JsonNode answers = operation(report).path("responses");
        JsonNode content = answers.at("/200/content/application~1json");
        JsonNode example = content.path("examples")
                .path(content.path("examples").fieldNames().next())
                .path("value");
        JsonNode answer = example.isTextual() ? new ObjectMapper().readTree(example.asText()) : example;

        assertThat(content.at("/schema/$ref").asText()).startsWith("#/components/schemas/");
        assertThat(answer.path(rows)).isNotEmpty();
        assertThat(answers.path("200").path("content").has("text/csv")).isTrue();
        assertThat(answers.has("304") && answers.has("400") && answers.has("422") && answers.has("503"))
                .isTrue();
    }

    @Test
    void theSchemaHasTheColumnsOfTheExample() throws IOException {
        JsonNode schemas = document().at("/components/schemas");
        List<String> columns = new ArrayList<>();
        schemas.at("/QueueReportRow/properties").fieldNames().forEachRemaining(columns::add);

        assertThat(columns)
                .contains("queue", "from", "complete", "total_calls", "refused", "service_level", "identity");
    }
}
