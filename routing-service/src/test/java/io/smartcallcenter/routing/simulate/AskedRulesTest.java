package io.smartcallcenter.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedRulesTest {

    private static final RoutingRules IN_FORCE =
            RulesReader.read("default: {queue: support}").withVersion(7);
    private static final RoutingRules SIXTH = IN_FORCE.withVersion(6);

    private final AskedRules asked = new AskedRules(() -> IN_FORCE, Optional.of(new Stored()));

    /** Version 6 and a draft with a fault. */
    private static final class Stored implements RulesSource {

        @Override
        public Uni<RoutingRules> draft() {
            return Uni.createFrom().item(() -> RulesReader.read("numbers: []"));
        }

        @Override
        public Uni<RoutingRules> version(long number) {
            return Uni.createFrom().item(number == 6 ? SIXTH : null);
        }
    }

    @Test
    void thoseInForceUnlessOthersAreNamed() {
        assertThat(of(null)).isSameAs(IN_FORCE);
        assertThat(of("in-force")).isSameAs(IN_FORCE);
        assertThat(of("6")).isSameAs(SIXTH);
    }

    @Test
    void aDocumentIsReadAsItWouldBeWhenItIsPublished() throws JsonProcessingException {
        Question question = new Question(
                "700",
                null,
                null,
                null,
                null,
                new ObjectMapper().readTree("{\"default\": {\"queue\": \"sales\"}}"),
                null);

        RoutingRules rules = asked.of(question).await().indefinitely();

        assertThat(rules.numberPlan().defaultQueue().name()).isEqualTo("sales");
    }

    @Test
    void theFaultsOfADraftAreNamed() {
        HttpProblem refusal = catchThrowableOfType(HttpProblem.class, () -> of("draft"));

        assertThat(refusal.getStatusCode()).isEqualTo(422);
        assertThat(refusal.getParameters().get("violations").toString()).contains("field=draft.default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0", "-1", "06", "6.0", "published", ""})
    void whatIsNotThereIsRefused(String rules) {
        HttpProblem refusal = catchThrowableOfType(HttpProblem.class, () -> of(rules));

        assertThat(refusal.getStatusCode()).isEqualTo(422);
        assertThat(refusal.getDetail()).startsWith("rules ");
    }

    private RoutingRules of(String rules) {
        return asked.of(new Question("700", null, null, null, rules, null, null))
                .await()
                .indefinitely();
    }
}
