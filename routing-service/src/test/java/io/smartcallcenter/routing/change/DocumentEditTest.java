package io.smartcallcenter.routing.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentEditTest {

    private static final String BEFORE =
            """
            default: {queue: support}
            callers:
              gold: {priority: 10}
              silver: {priority: 5}
            numbers:
              - {number: "700", queue: support}
              - {number: "+7705.", queue: sales}
            """;

    private final RulesDocument document = RulesDocument.parseYaml(BEFORE);

    private static JsonNode value(String yaml) {
        return RulesDocument.parseYaml(yaml).root();
    }

    private static RulesDocument document(String yaml) {
        return RulesDocument.parseYaml(yaml);
    }

    @Test
    void aNewPartComesBehindTheOthers() {
        RulesDocument after = DocumentEdit.with(document, Section.CALLERS, "bronze", value("{priority: 1}"));

        assertThat(after.root().get("callers").fieldNames()).toIterable().containsExactly("gold", "silver", "bronze");
    }

    @Test
    void aChangedPartKeepsItsPlace() {
        RulesDocument after = DocumentEdit.with(document, Section.CALLERS, "gold", value("{priority: 99}"));

        assertThat(after.root().get("callers").fieldNames()).toIterable().containsExactly("gold", "silver");
        assertThat(after.root().at("/callers/gold/priority").intValue()).isEqualTo(99);
    }

    @Test
    void aNumberIsKnownByItsNumberAndNeedNotRepeatIt() {
        RulesDocument after = DocumentEdit.with(document, Section.NUMBERS, "700", value("{queue: sales}"));

        assertThat(after).isEqualTo(document(BEFORE.replace("\"700\", queue: support", "\"700\", queue: sales")));
        assertThat(DocumentEdit.with(document, Section.NUMBERS, "700", value("{number: \"700\", queue: sales}")))
                .isEqualTo(after);
    }

    @Test
    void aNewNumberComesLast() {
        RulesDocument after = DocumentEdit.with(document, Section.NUMBERS, "701", value("{queue: sales}"));

        assertThat(after.root().get("numbers").findValuesAsText("number")).containsExactly("700", "+7705.", "701");
    }

    @Test
    void aNumberThatSaysAnotherNumberIsRefused() {
        JsonNode other = value("{number: \"702\", queue: sales}");

        assertThatThrownBy(() -> DocumentEdit.with(document, Section.NUMBERS, "701", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("702");
    }

    @Test
    void whatIsNoMappingIsLeftToTheValidation() {
        RulesDocument after = DocumentEdit.with(document, Section.NUMBERS, "701", value("support"));

        assertThat(after.root().at("/numbers/2").textValue()).isEqualTo("support");
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void aSectionThatIsMissingIsEmptyAndMadeByItsFirstPart(Section section) {
        RulesDocument bare = document("default: {queue: support}");

        assertThat(DocumentEdit.section(bare, section)).isEmpty();
        assertThat(DocumentEdit.part(bare, section, "new")).isEmpty();
        assertThat(DocumentEdit.without(bare, section, "new")).isEmpty();
        RulesDocument after = DocumentEdit.with(bare, section, "new", value("{description: first}"));
        assertThat(DocumentEdit.part(after, section, "new")
                        .orElseThrow()
                        .get("description")
                        .textValue())
                .isEqualTo("first");
    }

    @Test
    void aSectionThatIsNullIsMissing() {
        RulesDocument after =
                DocumentEdit.with(document("default: {queue: support}\nhours: null"), Section.HOURS, "office", value("{}"));

        assertThat(after.root().get("hours").fieldNames()).toIterable().containsExactly("office");
    }

    @Test
    void aPartIsRemovedAndTheRestStays() {
        assertThat(DocumentEdit.without(document, Section.NUMBERS, "700"))
                .hasValue(document(BEFORE.replace("  - {number: \"700\", queue: support}\n", "")));
        assertThat(DocumentEdit.without(document, Section.CALLERS, "gold"))
                .hasValue(document(BEFORE.replace("  gold: {priority: 10}\n", "")));
        assertThat(DocumentEdit.without(document, Section.CALLERS, "700")).isEmpty();
    }

    @Test
    void whatCameInStaysAsItIs() {
        DocumentEdit.with(document, Section.NUMBERS, "700", value("{queue: sales}"));
        DocumentEdit.with(document, Section.CALLERS, "gold", value("{}"));
        DocumentEdit.without(document, Section.NUMBERS, "700");
        DocumentEdit.without(document, Section.CALLERS, "gold");

        assertThat(document).isEqualTo(document(BEFORE));
    }
}
