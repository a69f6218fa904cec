package io.smartcallcenter.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.events.DeviceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

    private final QuestionReader reader = new QuestionReader(new ObjectMapper());

    @Test
    void theExampleOfTheDocumentationIsAQuestion() {
        Question question = read(Question.EXAMPLE);

        assertThat(question.dialled()).isEqualTo("700");
        assertThat(question.caller().number()).isEqualTo("+77011234567");
        assertThat(QuestionReader.at(question, NOW)).isEqualTo(Instant.parse("2026-12-16T04:30:00Z"));
        assertThat(question.assume())
                .isEqualTo(new Question.Assume(
                        Map.of("support", new Question.Staffing(0, null, null, null, 25)),
                        Map.of("PJSIP/0001", DeviceState.INUSE),
                        List.of("PJSIP/0002")));
    }

    @Test
    void whatIsNotGivenIsNotAssumed() {
        Question question = read("{\"dialled\": \"\"}");

        assertThat(question).isEqualTo(new Question("", null, null, null, null, null, null));
        assertThat(QuestionReader.at(question, NOW)).isEqualTo(NOW);
    }

    @Test
    void aVersionIsGivenAsANumberOrAsAText() {
        assertThat(read("{\"dialled\": \"7\", \"rules\": 12}").rules()).isEqualTo("12");
        assertThat(read("{\"dialled\": \"7\", \"rules\": \"12\"}").rules()).isEqualTo("12");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        null                                                                | dialled is missing
        {}                                                                  | dialled is missing
        {"dialled": {}}                                                     | dialled is of another kind
        {"dialled": "7", "caler": {}}                                       | caler is unknown
        {"dialled": "7", "caller": {"numbr": "1"}}                          | caller.numbr is unknown
        {"dialled": "7", "node": "a/b"}                                     | node is no name of a node
        {"dialled": "7", "rules": "draft", "document": {}}                  | document is given and rules too
        {"dialled": "7", "document": {"armed": true, "armed": false}}       | document is of another kind
        {"dialled": "7", "assume": {"queue": {}}}                           | assume.queue is unknown
        {"dialled": "7", "assume": {"queues": {"vip": null}}}               | assume.queues.vip is missing
        {"dialled": "7", "assume": {"queues": {"vip": {"fre": 1}}}}         | assume.queues.vip.fre is unknown
        {"dialled": "7", "assume": {"queues": {"vip": {"free": "many"}}}}   | assume.queues.vip.free is of another kind
        {"dialled": "7", "assume": {"queues": {"vip": {"free": 1.5}}}}      | assume.queues.vip.free is of another kind
        {"dialled": "7", "assume": {"queues": {"vip": {"free": -1}}}}       | assume.queues.vip has a number that is not within 0..100000
        {"dialled": "7", "assume": {"queues": {"vip": {"waiting": 100001}}}} | assume.queues.vip has a number that is not within 0..100000
        {"dialled": "7", "assume": {"devices": {"PJSIP/1": "ASLEEP"}}}      | assume.devices.PJSIP/1 is none of [UNKNOWN, NOT_INUSE
        {"dialled": "7", "assume": {"devices": {"PJSIP/1": 2}}}             | assume.devices.PJSIP/1 is
        {"dialled": "7", "assume": {"devices": {"PJSIP/1": null}}}          | assume.devices.PJSIP/1 is missing
        {"dialled": "7", "assume": {"paused": "PJSIP/1"}}                   | assume.paused is of another kind
        {"dialled": "7", "assume": {"paused": [null]}}                      | assume.paused has an entry that is no interface
        """)
    void namesTheFieldThatCannotBeUsed(String body, String detail) {
        HttpProblem refusal = refusal(body);

        assertThat(refusal.getStatusCode()).isEqualTo(422);
        assertThat(refusal.getDetail()).startsWith(detail);
        assertThat(refusal.getParameters().get("violations"))
                .asInstanceOf(InstanceOfAssertFactories.list(Refusal.Violation.class))
                .singleElement()
                .satisfies(violation -> assertThat(refusal.getDetail()).startsWith(violation.field()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "dialled=7", "[]", "7", "{\"dialled\": \"7\"} {}"})
    void refusesWhatIsNoQuestion(String body) {
        assertThat(refusal(body).getStatusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday,            at is not an ISO-8601 time",
        "2026-11-23,           at is not an ISO-8601 time",
        "2026-11-23T05:00:00,  at is not an ISO-8601 time",
        "1969-12-31T00:00:00Z, at is out of range",
        "9999-12-31T00:00:00Z, at is out of range"
    })
    void namesATimeThatIsNone(String at, String detail) {
        Question question = read("{\"dialled\": \"7\", \"at\": \"" + at + "\"}");

        HttpProblem refusal = catchThrowableOfType(HttpProblem.class, () -> QuestionReader.at(question, NOW));

        assertThat(refusal.getDetail()).startsWith(detail);
    }

    private Question read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpProblem refusal(String body) {
        return catchThrowableOfType(HttpProblem.class, () -> read(body));
    }
}
