package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesDocumentTest {

    @Test
    void textsThatLookLikeNumbersStayTexts() {
        String json =
                "{\"a\":\"0001\",\"b\":\"09:00\",\"c\":\"true\",\"d\":\"12-25\",\"e\":\"1e5\",\"f\":\"+7.\",\"0002\":5,\"g\":\"a:"
                        + " b # c\"}";

        assertThat(RulesDocument.parseYaml(RulesDocument.parseJson(json).yaml()).json())
                .isEqualTo(json);
    }

    @Test
    void zeroAndTextsThatBeginWithItAreWhatTheyLookLike() {
        assertThat(RulesDocument.parseYaml("{a: 0, b: \"060\", 007: 0.5, c: 08}")
                        .json())
                .isEqualTo("{\"a\":0,\"b\":\"060\",\"007\":0.5,\"c\":\"08\"}");
    }

    @Test
    void theOrderOfKeysIsKept() {
        assertThat(RulesDocument.parseYaml("{callers: {z: {}, a: {}}, default: 1}")
                        .json())
                .isEqualTo("{\"callers\":{\"z\":{},\"a\":{}},\"default\":1}");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        default: [                         | line 1, column 11: while parsing a flow node, expected the node content
        a: 1¶a: 2                          | line 2, column 2: Duplicate
        a: 1¶---¶a: 2                      | line
        a: &x 1¶b: *x                      | line 2, column 4: aliases (*name) are not supported
        a: 1¶b: 060                        | line 2, column 4: a number that begins with 0 is octal
        a: [1, -0_7]                       | line 1, column 8: a number that begins with 0 is octal
        a: "\\xZZ"                         | line 1,
        """)
    void saysTheLineOfWhatIsNoYaml(String yaml, String fault) {
        assertUnreadable(RulesDocument::parseYaml, yaml.replace("¶", "\n"), fault);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {"a":                              | line 1,
        {"a":1,"a":2}                      | line 1, column 11: Duplicate
        {} {}                              | line 1,
        a: 1                               | line 1,
        """)
    void saysTheLineOfWhatIsNoJson(String json, String fault) {
        assertUnreadable(RulesDocument::parseJson, json, fault);
    }

    @Test
    void whatIsTooDeepOrTooLargeIsAFault() {
        String large = "\"" + "x".repeat(RulesDocument.MOST_BYTES - 1) + "\"";

        assertUnreadable(
                RulesDocument::parseJson, "[".repeat(2000) + "]".repeat(2000), "the document: Document nesting depth");
        assertUnreadable(
                RulesDocument::parseYaml, "[".repeat(2000) + "]".repeat(2000), "the document: Document nesting depth");
        assertUnreadable(RulesDocument::parseJson, large, "the document: is larger than 8388608 bytes");
        assertUnreadable(RulesDocument::parseYaml, large, "the document: is larger than 8388608 bytes");
        assertThat(RulesDocument.parseJson(large.replace("xx\"", "\"")).json()).hasSize(RulesDocument.MOST_BYTES - 1);
    }

    /** A tree may come from elsewhere than a text. */
    @Test
    void aTreeThatIsTooLargeIsAFault() {
        JsonNode large = JsonNodeFactory.instance.textNode("x".repeat(RulesDocument.MOST_BYTES));

        assertUnreadable(
                text -> {
                    RulesReader.read(large);
                    return null;
                },
                "",
                "the document: is larger than 8388608 bytes");
    }

    private static void assertUnreadable(Function<String, RulesDocument> parse, String text, String fault) {
        InvalidRules thrown = catchThrowableOfType(InvalidRules.class, () -> parse.apply(text));

        assertThat(thrown).isNotNull();
        assertThat(thrown.faults()).singleElement().asString().startsWith(fault);
    }
}
