package io.smartcallcenter.kpi.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void columnsAreSubtractedExactlyAndNullStaysNull() throws Exception {
        JsonNode now = json.readTree("{\"calls\":3,\"rate\":6.1,\"asa\":null,\"wait\":2.0,\"refused\":{\"FULL\":1}}");
        JsonNode then = json.readTree("{\"calls\":5,\"rate\":6.3,\"asa\":4.0,\"wait\":null,\"refused\":{\"FULL\":0}}");

        assertThat(Change.between(now, then).toString())
                .isEqualTo("{\"calls\":-2,\"rate\":-0.2,\"asa\":null,\"wait\":null,\"refused\":{\"FULL\":1}}");
    }
}
