package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.rules.RoutingRules;

/** Small documents, and what is wrong with them. */
final class Rules {

    /** What every document of these tests has: a default queue, business hours, a recording and a flow. */
    static final String COMMON =
            """
            default: {queue: support}
            prompts: [custom/closed]
            hours: {office: {zone: UTC, open: []}}
            flows: {menu: {start: bye, nodes: {bye: {hangup: normal}}}}
            """;

    private Rules() {}

    static RoutingRules with(String more) {
        return RulesReader.read(COMMON + more);
    }

    static Target target(String entry) {
        return with("numbers:\n  - " + entry + "\n")
                .numberPlan()
                .find(new DialledNumber("700", null))
                .orElseThrow()
                .target();
    }

    /** {@link #COMMON} with this has exactly one fault, which begins like that. */
    static void assertFault(String more, String fault) {
        assertOnlyFault(COMMON + more, fault);
    }

    /** There is exactly one fault, and it begins like this. */
    static void assertOnlyFault(String yaml, String fault) {
        InvalidRules thrown = catchThrowableOfType(InvalidRules.class, () -> RulesReader.read(yaml));

        assertThat(thrown).as(yaml).isNotNull();
        assertThat(thrown.faults()).singleElement().asString().startsWith(fault);
    }
}
