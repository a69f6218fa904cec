package io.smartcallcenter.notification.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.models.Document;
import io.apicurio.datamodels.models.ModelType;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.feed.Json;
import io.smartcallcenter.notification.ws.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {

    private final ObjectNode document = SentFrames.document();

    @Test
    void theDocumentIsValidAsyncApi3() {
        Document read = Library.readDocumentFromJSONString(document.toString());

        assertThat(read.root().modelType()).isEqualTo(ModelType.ASYNCAPI30);
        assertThat(Library.validate(read, null))
                .extracting(problem -> problem.nodePath + " " + problem.message)
                .isEmpty();
    }

    @Test
    void aBrokenDocumentWouldBeFound() {
        ((ObjectNode) document.at("/operations/subscribe")).put("action", "ask");

        assertThat(Library.validate(Library.readDocumentFromJSONString(document.toString()), null))
                .isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref")).hasSizeGreaterThan(100).allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everySchemaIsASchema() throws Exception {
        var metaSchema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));

        assertThat(document.at("/components/schemas"))
                .allSatisfy(schema -> assertThat(metaSchema.validate(schema)).isEmpty());
    }

    @Test
    void everyChannelOperationErrorAndCloseCodeOfTheCodeIsThere() {
        List<String> addresses = new ArrayList<>();
        document.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));

        for (Kind kind : Kind.values()) {
            assertThat(addresses)
                    .anyMatch(address -> address.startsWith(Channel.of(kind).name()));
        }
        assertThat(Protocol.operations()).contains("subscribe").allMatch(operation -> document.path("operations")
                .has(operation));
        assertThat(document.path("x-error-codes")).hasSameSizeAs(Protocol.errors());
        assertThat(document.path("x-close-codes"))
                .extracting(close -> close.path("code").asInt())
                .contains(1012, 4400, 4401, 4403, 4408, 4419, 4429);
    }

    @Test
    void theEventsOfEachChannelAreThoseThatTheServerRoutesToIt() {
        assertThat(messagesOf("queue")).contains("CallQueueJoinedEvent", "AgentDeviceEvent", "StateAgentEvent");
        assertThat(messagesOf("calls")).contains("CallEndedEvent").doesNotContain("AgentDeviceEvent");
        assertThat(messagesOf("system")).contains("NodeGapEvent").doesNotContain("CallEndedEvent");
        assertThat(messagesOf("queueKpi")).containsExactly("KpiQueueEvent");
    }

    private List<String> messagesOf(String channel) {
        List<String> names = new ArrayList<>();
        document.at("/channels/" + channel + "/messages").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aFrameThatLacksAFieldOrHasAnUnknownOneIsNoFrame() throws Exception {
        JsonNode reply = Json.MAPPER.readTree("{\"id\":1,\"ok\":true,\"result\":{\"now\":\"2026-01-01T00:00:00Z\"}}");
        JsonNode unknown = Json.MAPPER.readTree("{\"id\":1,\"ok\":true,\"result\":{\"now\":\"x\",\"then\":\"y\"}}");
        JsonNode lacking = Json.MAPPER.readTree("{\"t\":\"event\",\"ch\":\"calls\",\"o\":1}");

        assertThat(SentFrames.errorsOf(reply)).isEmpty();
        assertThat(SentFrames.errorsOf(unknown)).isNotEmpty();
        assertThat(SentFrames.errorsOf(lacking)).isNotEmpty();
    }
}
