package io.smartcallcenter.routing.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MediaType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentBodyTest {

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    /** 1000 levels are the most that can be read or written: a part with so many fits into no document. */
    @ParameterizedTest
    @CsvSource({"application/json, 51", "application/json, 1000", "application/yaml, 51"})
    void whatIsNestedTooDeeplyIsRefused(String type, int levels) {
        assertThatThrownBy(() -> DocumentBody.read(nested(levels), MediaType.valueOf(type)))
                .isInstanceOfSatisfying(HttpProblem.class, refused -> assertThat(refused.getStatusCode())
                        .isEqualTo(400))
                .hasMessageContaining("deeper than 50");
    }

    @ParameterizedTest
    @CsvSource({"application/json, 50", "application/yaml, 50"})
    void whatIsNestedLessIsRead(String type, int levels) {
        assertThat(DocumentBody.read(nested(levels), MediaType.valueOf(type)).json())
                .isEqualTo(nested(levels));
    }
}
