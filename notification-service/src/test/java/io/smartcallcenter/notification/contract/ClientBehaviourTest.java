package io.smartcallcenter.notification.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.notification.feed.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The compiled client against a scripted server, with a clock that is moved by hand: client/test/behaviour.cjs. */
class ClientBehaviourTest {

    @TestFactory
    Stream<DynamicTest> theClient() throws Exception {
        JsonNode outcomes = Json.MAPPER.readTree(Node.call(
                Node.CLIENT.resolve("test/behaviour.cjs"),
                Node.BUILT.resolve("dist/index.js").toString()));
        assertThat(outcomes).hasSizeGreaterThan(15);
        return outcomes.properties().stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.getKey(),
                        () -> assertThat(test.getValue().asText()).isEqualTo("ok")));
    }
}
