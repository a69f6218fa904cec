package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyDocumentTest {

    /** Generated documents are valid, and mean the same in YAML and in JSON. */
    @Property(tries = 300, seed = "20261127")
    void yamlAndJsonMeanTheSame(@ForAll("documents") JsonNode root) {
        RulesDocument document = new RulesDocument(root);
        RoutingRules rules = RulesReader.read(root);

        RulesDocument fromYaml = RulesDocument.parseYaml(document.yaml());
        RulesDocument fromJson = RulesDocument.parseJson(fromYaml.json());

        assertThat(fromYaml.json()).isEqualTo(document.json());
        assertThat(fromJson).isEqualTo(document);
        assertThat(RulesReader.read(document.yaml())).isEqualTo(rules);
        assertThat(RulesReader.read(fromJson.root())).isEqualTo(rules);
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return RulesArbitraries.documents();
    }

    /** Whatever is sent to us: rules, or faults. */
    @Property(tries = 500, seed = "20261127")
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertRefusedOrRead(RulesReader::read, text);
        assertRefusedOrRead(
                json -> RulesReader.read(RulesDocument.parseJson(json).root()), text);
    }

    private static void assertRefusedOrRead(Function<String, RoutingRules> reader, String text) {
        try {
            assertThat(reader.apply(text)).isNotNull();
        } catch (InvalidRules e) {
            assertThat(e.faults()).isNotEmpty();
        }
    }
}
