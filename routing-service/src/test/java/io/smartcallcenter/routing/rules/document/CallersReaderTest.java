package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.callers.CallerList;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersReaderTest {

    @Test
    void readsTheListsInTheirOrder() {
        List<CallerList> lists = Rules.with(
                        """
                        region: KZ
                        callers:
                          silver: {numbers: ["0001"]}
                          gold: {numbers: ["+77011234567", "+7705."], priority: 10, queue: vip, caption: Gold customer}
                          blocked: {numbers: ["+7999."], withheld: true, block: {reject: busy}}
                          nameless: {withheld: true, priority: 1}
                        """)
                .callers()
                .lists();

        assertThat(lists)
                .containsExactly(
                        new CallerList("silver", patterns("0001"), false, null, 0, null, null),
                        new CallerList(
                                "gold", patterns("+77011234567", "+7705."), false, null, 10, "vip", "Gold customer"),
                        new CallerList("blocked", patterns("+7999."), true, new Instead.Reject("busy"), 0, null, null),
                        new CallerList("nameless", List.of(), true, null, 1, null, null));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        gold: []                                              | callers.gold: must be a mapping
        gold: {priority: 5}                                   | callers.gold: needs numbers, or withheld: true
        gold: {numbers: [], priority: 5}                      | callers.gold: needs numbers, or withheld: true
        gold: {numbers: [5]}                                  | callers.gold.numbers[0]: must be a text in quotes
        gold: {numbers: ["5", "x"]}                           | callers.gold.numbers[1]: 'x' is no number pattern
        gold: {numbers: ["+7."]}                              | callers.gold.numbers[0]: a pattern with + needs region
        gold: {numbers: ["5"], priority: 1001}                | callers.gold.priority: must be 0 to 1000
        gold: {numbers: ["5"], queue: "a b"}                  | callers.gold.queue: 'a b' is no queue name
        gold: {numbers: ["5"], caption: ""}                   | callers.gold.caption: must have 1 to 80 characters
        gold: {numbers: ["5"], vip: true}                     | callers.gold.vip: unknown key
        bad: {numbers: ["5"], block: {reject: busy}, priority: 5}    | callers.bad.priority: has no meaning for callers who are blocked
        bad: {numbers: ["5"], block: {reject: busy}, queue: vip}     | callers.bad.queue: has no meaning for callers who are blocked
        bad: {numbers: ["5"], block: {reject: busy}, caption: Bad}   | callers.bad.caption: has no meaning for callers who are blocked
        bad: {numbers: ["5"], block: true}                    | callers.bad.block: needs exactly one of announce
        "": {numbers: ["5"]}                                  | callers.: a name has 1 to 80 characters
        """)
    void namesThePathOfAFault(String callers, String fault) {
        Rules.assertFault("callers: {" + callers + "}\n", fault);
    }

    private static List<NumberPattern> patterns(String... texts) {
        return List.of(texts).stream().map(NumberPattern::new).toList();
    }
}
