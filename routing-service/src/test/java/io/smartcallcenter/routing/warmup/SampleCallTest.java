package io.smartcallcenter.routing.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCallTest {

    private static final RoutingRules RULES = RulesReader.read(
            """
            region: KZ
            default: {queue: support}
            flows:
              menu: {start: bye, nodes: {bye: {hangup: normal}}}
            numbers:
              - {number: "700-749", queue: support}
              - {number: "1X0X.", direct: "PJSIP/{number}"}
              - {number: "+7717212345.", service: menu}
            """);

    @Test
    void everyKindOfTargetIsPractisedAndAnUnknownNumber() {
        NumberPlan plan = RULES.numberPlan();

        assertThat(SampleCall.of(RULES))
                .extracting(call -> plan.find(plan.numbering().read(call.dialled()))
                        .map(Entry::number)
                        .map(Object::toString)
                        .orElse("none"))
                .contains("700-749", "1X0X.", "+7717212345.", "none");
    }

    @Test
    void callersComeFromEverywhere() {
        List<String> callers =
                SampleCall.of(RULES).stream().map(SampleCall::caller).toList();

        assertThat(callers).anyMatch(number -> number.startsWith("+77")).anyMatch(number -> number.startsWith("+49"));
        assertThat(callers)
                .hasSizeGreaterThan(200)
                .allMatch(number -> RULES.numberPlan().numbering().read(number).e164() != null);
    }

    @Test
    void rulesWithoutNumbersArePractisedToo() {
        assertThat(SampleCall.of(RulesReader.read("default: {queue: support}")))
                .extracting(SampleCall::dialled)
                .containsOnly("4711");
    }
}
