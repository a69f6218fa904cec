package io.smartcallcenter.kpi.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.kpi.CallStory;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "+79010000067, +7******67",
        "+7 (901) 000-00-67, +7******67",
        "79010000067, ******67",
        "1234567, ******67",
        "123456, ******",
        "101, ******",
        "anna, ******",
        "+1, ******",
    })
    void aNumberKeepsItsFirstDigitIfInternationalAndItsLastTwo(String number, String seen) {
        assertThat(Sight.MASKED.number(number)).isEqualTo(seen);
        assertThat(Sight.FULL.number(number)).isEqualTo(number);
        assertThat(Sight.NOTHING.number(number)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "call +7 901 000-00-67 back, call +7******67 back",
        "he said 8(901)0000067!, he said ******67!",
        "25 wait in support, 25 wait in support",
        "12345, ******",
    })
    void numbersWithinATextAreMasked(String text, String seen) {
        assertThat(Sight.MASKED.text(text)).isEqualTo(seen);
    }

    @Test
    void supervisorsAndAdminsSeeEverythingAndNobodyElseDoes() {
        assertThat(Sight.of(Set.of("supervisor")::contains)).isEqualTo(Sight.FULL);
        assertThat(Sight.of(Set.of("analyst", "admin")::contains)).isEqualTo(Sight.FULL);
        assertThat(Sight.of(Set.of("analyst", "operator")::contains)).isEqualTo(Sight.MASKED);
        assertThat(Sight.of(Set.of()::contains)).isEqualTo(Sight.MASKED);
    }

    @Test
    void noEventOfACallShowsTheCallerToWhoMayNotSee() {
        for (Envelope<?> event : CallStory.whole(Instant.EPOCH, "c", "support").events()) {
            JsonNode data = json(new String(EventCodec.write(event.data()), UTF_8));
            for (Sight sight : new Sight[] {Sight.MASKED, Sight.NOTHING}) {
                assertThat(EventSight.of(data, sight).toString())
                        .doesNotContain(
                                CallStory.NUMBER,
                                CallStory.DIGITS,
                                CallStory.NAME,
                                CallStory.CARD,
                                "89990001122",
                                "78880001122");
            }
            assertThat(EventSight.of(data, Sight.FULL)).isSameAs(data);
        }
    }

    @Test
    void fieldsOfANewerVersionAreSearchedForNumbersAtAnyDepth() {
        JsonNode data = json(
                """
                {"type":"call.of.tomorrow","callId":"pbx1/1764000000.12","more":[{"connected":{"number":"+79010000067",
                "name":"Ivan"}},{"words":["to 79010000067"]},{"callback":79010000067}],"queue":"support 12345678"}""");

        JsonNode seen = EventSight.of(data, Sight.MASKED);

        assertThat(seen.toString()).doesNotContain("9010000067", "Ivan");
        assertThat(seen.path("callId").asText()).isEqualTo("pbx1/1764000000.12");
        assertThat(seen.path("queue").asText()).isEqualTo("support 12345678");
        assertThat(seen.path("more").path(0).path("connected").path("number").asText())
                .isEqualTo("+7******67");
    }

    @Test
    void aChoiceInAMenuIsShownAndLongerDigitsAreNot() {
        assertThat(EventSight.of(json("{\"digits\":\"1\"}"), Sight.MASKED).toString())
                .isEqualTo("{\"digits\":\"1\"}");
        assertThat(EventSight.of(json("{\"digits\":\"1234\"}"), Sight.MASKED).toString())
                .doesNotContain("1234");
    }

    @Test
    void whatACallerDialledIsShownAndWhomAnOperatorSentThemToIsNot() {
        JsonNode started = json("{\"type\":\"call.started\",\"dialled\":\"77272222222\"}");
        JsonNode transferred =
                json("{\"type\":\"call.route.requested\",\"reason\":\"TRANSFER\",\"dialled\":\"+77015556677\"}");
        JsonNode extension = json("{\"type\":\"routing.decided\",\"dialled\":\"700\"}");

        assertThat(EventSight.of(started, Sight.MASKED)).isEqualTo(started);
        assertThat(EventSight.of(extension, Sight.MASKED)).isEqualTo(extension);
        assertThat(EventSight.of(transferred, Sight.MASKED).toString()).doesNotContain("7015556677");
        assertThat(EventSight.of(transferred, Sight.NOTHING).toString()).doesNotContain("7015556677");
    }

    @Test
    void whereACallGoesOnIsNobodysNumber() {
        JsonNode command = json("{\"then\":{\"action\":\"QUEUE\",\"target\":\"backup\"}}");

        assertThat(EventSight.of(command, Sight.MASKED)).isEqualTo(command);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
