package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.operators.Operator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsReaderTest {

    @Test
    void readsEverySettingAndDefaults() {
        Map<String, Operator> operators = Rules.with(
                        """
                        operators:
                          "0001":
                            name: Anna
                            interface: SIP/anna
                            level: 3
                            languages: [de, en]
                            skills: {billing: 80}
                            queues: {support: 0, sales: 5}
                          "0002": {}
                        """)
                .operators();

        assertThat(operators)
                .containsOnly(
                        Map.entry(
                                "0001",
                                new Operator(
                                        "0001",
                                        "Anna",
                                        "SIP/anna",
                                        3,
                                        Set.of("de", "en"),
                                        Map.of("billing", 80),
                                        Map.of("support", 0, "sales", 5))),
                        Map.entry("0002", new Operator("0002", null, "PJSIP/0002", 1, Set.of(), Map.of(), Map.of())));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        "anna": {}                                    | operators.anna: 'anna' is no extension
        "0001": Anna                                  | operators.0001: must be a mapping
        "0001": {phone: PJSIP/1}                      | operators.0001.phone: unknown key
        "0001": {name: ""}                            | operators.0001.name: must have 1 to 80 characters
        "0001": {interface: PJSIP}                    | operators.0001.interface: 'PJSIP' is no endpoint
        "0001": {interface: "PJSIP/1&PJSIP/2"}        | operators.0001.interface: 'PJSIP/1&PJSIP/2' is no endpoint
        "0001": {}, "0002": {interface: PJSIP/0001}   | operators.0002.interface: 'PJSIP/0001' is the phone of operators.0001 already
        "0001": {interface: PJSIP/0002}, "0002": {}   | operators.0002.interface: 'PJSIP/0002' is the phone of operators.0001 already
        "0001": {level: 0}                            | operators.0001.level: must be 1 to 10
        "0001": {languages: de}                       | operators.0001.languages: must be a list
        "0001": {languages: [deutsch]}                | operators.0001.languages[0]: 'deutsch' is no language
        "0001": {skills: {billing: 101}}              | operators.0001.skills.billing: must be 1 to 100
        "0001": {skills: {billing: good}}             | operators.0001.skills.billing: must be a whole number
        "0001": {skills: {"a b": 5}}                  | operators.0001.skills.a b: 'a b' is no skill
        "0001": {skills: [billing]}                   | operators.0001.skills: must be a mapping
        "0001": {queues: {s: 0}}                      | operators.0001.queues.s: 's' is no queue name
        "0001": {queues: {support: -1}}               | operators.0001.queues.support: must be 0 to 1000
        "0001": {queues: {support: 4294967296}}       | operators.0001.queues.support: must be a whole number
        """)
    void namesThePathOfAFault(String operators, String fault) {
        Rules.assertFault("operators: {" + operators + "}\n", fault);
    }
}
