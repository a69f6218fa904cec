package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** For properties that hold for every valid document and every call. */
public final class RulesArbitraries {

    private RulesArbitraries() {}

    /** Valid documents with everything that a document may have, each part sometimes. */
    public static Arbitrary<JsonNode> documents() {
        return Arbitraries.randomValue(random -> new RandomRules(random).document());
    }

    /** Dialled numbers: such as those documents are about, others, and what only an attacker would send. */
    public static Arbitrary<String> dialled() {
        return Arbitraries.oneOf(
                digits("7", 2, 3),
                digits("0", 1, 3),
                digits("8", 2, 2),
                digits("00", 0, 12),
                digits("771721234", 2, 2),
                digits("871721234", 2, 2),
                digits("+771721234", 2, 2),
                digits("+4930", 5, 8),
                digits("", 0, 20),
                hostile());
    }

    /** Numbers of callers, withheld ones among them. */
    public static Arbitrary<String> callers() {
        return Arbitraries.oneOf(
                digits("7701123456", 1, 1),
                digits("8701123456", 1, 1),
                digits("+7701123456", 1, 1),
                digits("+7999", 7, 7),
                digits("000", 1, 1),
                Arbitraries.of("", "anonymous", "Unknown"),
                hostile());
    }

    private static Arbitrary<String> digits(String begin, int least, int most) {
        return Arbitraries.strings()
                .numeric()
                .ofMinLength(least)
                .ofMaxLength(most)
                .map(end -> begin + end);
    }

    private static Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        List.of("${EVAL(x)}", "700,1", "7\u0660\u0661", "+", "0001&0002", "*#", "7".repeat(500))),
                Arbitraries.strings().ofMaxLength(12));
    }
}
