package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.operators.Needs;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersReaderTest {

    @Test
    void readsEverySettingOfAQueue() {
        Target target = Rules.target(
                """
                number: "700"
                    description: "the first line"
                    caption: "Line one"
                    queue: support
                    timeout-s: 60
                    options: "tT"
                    answer: false
                    then: {voicemail: "700"}
                    nobody-available: {queue: backup}
                    priority: 5
                    max-penalty: 2
                    needs: {skills: [billing], language: de, level: 2}
                    offer: best-operator
                    ring-s: 15
                """);

        assertThat(target)
                .isEqualTo(new Target.Queue(
                        "support",
                        60,
                        "tT",
                        false,
                        new Then(ThenAction.VOICEMAIL, "700"),
                        new Instead.OtherQueue("backup"),
                        5,
                        2,
                        new Needs(Set.of("billing"), "de", 2),
                        Target.Offer.BEST_OPERATOR,
                        15));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(Rules.target("{number: '700', queue: support}")).isEqualTo(Target.Queue.named("support"));
        assertThat(Rules.target("{number: '700', direct: PJSIP/1}"))
                .isEqualTo(new Target.Extension("PJSIP/1", 20, Target.WhenBusy.RING, Then.HANGUP));
    }

    @Test
    void readsHoursCaptionAndTheOrderOfTheDocument() {
        RoutingRules rules = Rules.with(
                """
                numbers:
                  - {number: "8XX", service: menu, caption: "Grüße ★", hours: office, outside: {reject: busy}}
                  - {number: "700-749", direct: "PJSIP/{number}", when-busy: next, ring-s: 5}
                """);

        Entry first = rules.numberPlan().entries().get(0);
        assertThat(rules.numberPlan().entries())
                .extracting(Entry::number)
                .containsExactly(new NumberPattern("8XX"), new NumberPattern("700-749"));
        assertThat(first.caption()).isEqualTo("Grüße ★");
        assertThat(first.opening().hours()).isSameAs(rules.hours().get("office"));
        assertThat(first.opening().outside()).isEqualTo(new Instead.Reject("busy"));
        assertThat(first.target()).isEqualTo(new Target.Service(rules.flows().get("menu"), Then.HANGUP));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {number: "700"}                                            | numbers[0]: needs exactly one of queue, direct, service
        {number: "700", queue: support, direct: PJSIP/1}           | numbers[0]: needs exactly one of queue, direct, service
        {number: 700, queue: support}                              | numbers[0].number: must be a text in quotes
        {queue: support}                                           | numbers[0].number: is missing
        {number: "7a", queue: support}                             | numbers[0].number: '7a' is no number pattern
        {number: "749-700", queue: support}                        | numbers[0].number: '749-700' is no range
        {number: "+49.", queue: support}                           | numbers[0].number: a pattern with + needs region
        {number: "700", queue: s}                                  | numbers[0].queue: 's' is no queue name
        {number: "700", queue: support, options: "C(10)"}          | numbers[0].options: 'C(10)' is no option string
        {number: "700", queue: support, options: "t,x"}            | numbers[0].options: 't,x' is no option string
        {number: "700", queue: support, timeout: 5}                | numbers[0].timeout: unknown key
        {number: "700", queue: support, timeout-s: -1}             | numbers[0].timeout-s: must be a whole number of seconds
        {number: "700", queue: support, answer: maybe}             | numbers[0].answer: must be true or false
        {number: "700", queue: support, then: nothing}             | numbers[0].then: must be hangup
        {number: "700", queue: support, then: {voicemail: "5"}}    | numbers[0].then.voicemail: '5' is no mailbox
        {number: "700", queue: support, then: {voicemail: "a/b"}}  | numbers[0].then.voicemail: 'a/b' is no mailbox
        {number: "700", queue: support, nobody-available: {}}      | numbers[0].nobody-available: needs exactly one of announce, queue
        {number: "700", queue: support, priority: 1001}            | numbers[0].priority: must be 0 to 1000
        {number: "700", queue: support, priority: high}            | numbers[0].priority: must be a whole number
        {number: "700", queue: support, max-penalty: -1}           | numbers[0].max-penalty: must be 0 to 1000
        {number: "700", queue: support, offer: everybody}          | numbers[0].offer: 'everybody' is none of [queue, best-operator]
        {number: "700", queue: support, ring-s: 5}                 | numbers[0].ring-s: belongs to offer: best-operator
        {number: "700", queue: support, needs: billing}            | numbers[0].needs: must be a mapping
        {number: "700", queue: support, needs: {skills: ["a b"]}}  | numbers[0].needs.skills[0]: 'a b' is no skill
        {number: "700", queue: support, needs: {language: German}} | numbers[0].needs.language: 'German' is no language
        {number: "700", queue: support, needs: {level: 11}}        | numbers[0].needs.level: must be 0 to 10
        {number: "700", queue: support, caption: ""}               | numbers[0].caption: must have 1 to 80 characters
        {number: "700", queue: support, caption: "a\\nb"}          | numbers[0].caption: must have 1 to 80 characters and no control
        {number: "700", queue: support, caption: 7}                | numbers[0].caption: must be a text in quotes
        {number: "700", queue: support, hours: holidays, outside: {reject: busy}} | numbers[0].hours: no business hours named 'holidays'
        {number: "700", queue: support, hours: office}             | numbers[0].outside: is missing
        {number: "700", queue: support, outside: {reject: busy}}   | numbers[0].outside: has no meaning without hours
        {number: "0XXX", direct: "PJSIP/"}                         | numbers[0].direct: 'PJSIP/' is no endpoint
        {number: "0XXX", direct: "PJSIP"}                          | numbers[0].direct: 'PJSIP' is no endpoint
        {number: "0XXX", direct: "PJSIP/{number}", ring-s: 0}      | numbers[0].ring-s: must be a whole number of seconds, 1 to 600
        {number: "0XXX", direct: "PJSIP/{number}", when-busy: cry} | numbers[0].when-busy: 'cry' is none of [ring, next]
        {number: "0XXX", direct: "PJSIP/{number}", priority: 5}    | numbers[0].priority: unknown key
        {number: "8XX", service: menu, timeout-s: 5}               | numbers[0].timeout-s: unknown key
        {number: "8XX", service: men}                              | numbers[0].service: no flow named 'men'
        """)
    void namesThePathOfAFault(String entry, String fault) {
        Rules.assertFault("numbers:\n  - " + entry + "\n", fault);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"80, true", "81, false"})
    void aCaptionHasAtMost80Characters(int characters, boolean valid) {
        String entry =
                "numbers: [{number: '700', queue: support, caption: '" + "\uD83D\uDE00".repeat(characters) + "'}]";

        if (valid) {
            assertThat(Rules.with(entry).numberPlan().entries()).hasSize(1);
        } else {
            Rules.assertFault(entry, "numbers[0].caption: must have 1 to 80 characters");
        }
    }

    @Test
    void aNumberThatIsThereTwiceIsAFault() {
        Rules.assertFault(
                """
                numbers:
                  - {number: "700", queue: support}
                  - {number: "701", queue: sales}
                  - {number: "700", queue: sales}
                """,
                "numbers[2].number: is there already, see numbers[0]");
    }

    @Test
    void withARegionNumbersHaveAnInternationalForm() {
        RoutingRules rules = Rules.with(
                """
                region: KZ
                numbers:
                  - {number: "+771721200-+771721299", queue: never}
                  - {number: "+77172123400-+77172123499", queue: sales}
                  - {number: "+7.", queue: support}
                """);

        assertThat(List.of("87172123456", "77172123456", "+77172123456", "7172123456"))
                .allSatisfy(dialled -> assertThat(rules.numberPlan()
                                .find(rules.numberPlan().numbering().read(dialled)))
                        .map(Entry::target)
                        .contains(Target.Queue.named("sales")));
    }
}
