package io.smartcallcenter.kpi.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smartcallcenter.kpi.live.RealtimeView;
import org.junit.jupiter.api.Test;

class RealtimeExampleTest {

    @Test
    void theExampleOfTheOpenApiHasTheFieldsOfTheAnswer() throws Exception {
        JsonMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();

        RealtimeView view = json.readValue(RealtimeResource.EXAMPLE, RealtimeView.class);

        assertThat(json.readTree(json.writeValueAsBytes(view))).isEqualTo(json.readTree(RealtimeResource.EXAMPLE));
    }
}
