package io.smartcallcenter.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final List<Class<?>> FAMILIES = List.of(
            CallEvent.class,
            AgentEvent.class,
            NodeEvent.class,
            AsteriskState.class,
            CallCommand.class,
            RoutingEvent.class,
            KpiUpdate.class,
            CdrEvent.class,
            NoteEvent.class,
            Alert.class);

    @Test
    void everyTypeOfTheContractIsInTheSchemaOfItsFamily() throws Exception {
        Set<String> described = new TreeSet<>();
        for (Class<?> family : FAMILIES) {
            described.addAll(typesOf(schema(family).path("anyOf")));
        }

        Set<String> expected = new TreeSet<>(EventCodec.types().keySet());
        expected.remove("unknown");
        // A family of one type is described by that type itself.
        expected.removeAll(Set.of("state.call", "routing.rules.published", "kpi.touched", "customer.card"));
        assertThat(described).isEqualTo(expected);
        assertThat(schema(CallState.class).at("/properties/type/const").asText())
                .isEqualTo("state.call");
        assertThat(schema(KpiTouched.class).at("/properties/type/const").asText())
                .isEqualTo("kpi.touched");
        assertThat(schema(CustomerEvent.class).at("/properties/type/const").asText())
                .isEqualTo("customer.card");
        assertThat(schema(RulesPublished.class).at("/properties/type/const").asText())
                .isEqualTo("routing.rules.published");
    }

    @Test
    void anOperatorsInterfaceHasItsJsonName() throws Exception {
        assertThat(schema(AgentEvent.class)
                        .at("/$defs/Agent/properties/interface/type")
                        .asText())
                .isEqualTo("string");
    }

    @Test
    void theStatesOfOperatorsAreInTheSchemaOfTheLiveFigures() throws Exception {
        JsonNode schema = schema(KpiUpdate.class);
        Set<String> states = new TreeSet<>();
        schema.findValue("state").path("enum").forEach(state -> states.add(state.asText()));

        assertThat(states).containsExactlyInAnyOrder("AVAILABLE", "RINGING", "TALKING", "PAUSED", "UNREACHABLE");
        for (String count : List.of("available", "ringing", "talking", "paused", "unreachable")) {
            assertThat(schema.findValue(count).path("type").asText()).isEqualTo("integer");
        }
    }

    @Test
    void whatARuleSaysOfAnAlertIsInItsSchemaAndNotRequired() throws Exception {
        JsonNode schema = schema(Alert.class);
        JsonNode raised = schema.path("anyOf").get(0);
        assertThat(raised.at("/properties/type/const").asText()).isEqualTo("alert.raised");
        for (String field : List.of("rule", "subject", "value", "threshold", "since", "silenced")) {
            assertThat(raised.path("properties").has(field)).as(field).isTrue();
            assertThat(raised.path("required")).as(field).noneMatch(each -> each.asText()
                    .equals(field));
        }
    }

    @Test
    void theOfferOfAHoldIsInItsSchemaAndNotRequired() throws Exception {
        int found = 0;
        for (JsonNode type : schema(CallEvent.class).path("anyOf")) {
            if (Set.of("call.hold", "call.unhold")
                    .contains(type.at("/properties/type/const").asText())) {
                found++;
                assertThat(type.at("/properties/offerId/type").asText()).isEqualTo("string");
                assertThat(type.path("required"))
                        .noneMatch(each -> each.asText().equals("offerId"));
            }
        }
        assertThat(found).isEqualTo(2);
    }

    private static List<String> typesOf(JsonNode members) {
        List<String> types = new ArrayList<>();
        members.forEach(member -> types.add(member.at("/properties/type/const").asText()));
        return types;
    }

    private static JsonNode schema(Class<?> family) throws Exception {
        try (InputStream in = family.getResourceAsStream("/schemas/" + family.getSimpleName() + ".schema.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
