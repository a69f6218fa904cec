package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** What properties of decisions are about: any valid rules, and any call at any time. */
public abstract class AnyCall {

    @Provide
    protected Arbitrary<JsonNode> documents() {
        return RulesArbitraries.documents();
    }

    @Provide
    protected Arbitrary<String> dialled() {
        return RulesArbitraries.dialled();
    }

    @Provide
    protected Arbitrary<String> callers() {
        return RulesArbitraries.callers();
    }

    /** A year with all its changes of the clock. */
    @Provide
    protected Arbitrary<Instant> times() {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        return Arbitraries.longs().between(0, 366L * 86_400).map(begin::plusSeconds);
    }
}
