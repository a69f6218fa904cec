package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsteadReaderTest {

    @Test
    void readsEveryKind() {
        assertThat(instead("{announce: custom/closed, then: {voicemail: '700'}}"))
                .isEqualTo(new Instead.Announce("custom/closed", new Then(ThenAction.VOICEMAIL, "700")));
        assertThat(instead("{announce: ss-noservice}")).isEqualTo(new Instead.Announce("ss-noservice", Then.HANGUP));
        assertThat(instead("{queue: night}")).isEqualTo(new Instead.OtherQueue("night"));
        assertThat(instead("{voicemail: '0001'}")).isEqualTo(new Instead.Voicemail("0001", List.of()));
        assertThat(instead("{voicemail: '0001', prompt: vm-intro}"))
                .isEqualTo(new Instead.Voicemail("0001", List.of("vm-intro")));
        assertThat(instead("{callback: support, prompt: [custom/closed, digits/1]}"))
                .isEqualTo(new Instead.Callback("support", List.of("custom/closed", "digits/1")));
        assertThat(instead("{reject: congestion}")).isEqualTo(new Instead.Reject("congestion"));
    }

    @Test
    void aFlowIsTheOneOfTheDocument() {
        RoutingRules rules = Rules.with("queues: {support: {nobody-available: {flow: menu, then: {queue: night}}}}");

        assertThat(rules.queues().get("support").nobodyAvailable())
                .isEqualTo(new Instead.Flow(rules.flows().get("menu"), Then.queue("night")));
    }

    private static Instead instead(String yaml) {
        return Rules.with("queues: {support: {nobody-available: " + yaml + "}}")
                .queues()
                .get("support")
                .nobodyAvailable();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {}                                       | outside: needs exactly one of announce, queue, voicemail, callback, flow, reject
        {queue: night, reject: busy}             | outside: needs exactly one of
        {queue: night, then: hangup}             | outside.then: unknown key, known are [queue]
        {queue: n}                               | outside.queue: 'n' is no queue name
        {announce: custom/open}                  | outside.announce: 'custom/open' is no sound of Asterisk, and is not declared under prompts
        {announce: ../etc/passwd}                | outside.announce: '../etc/passwd' is no prompt
        {announce: [custom/closed]}              | outside.announce: must be a text in quotes
        {announce: custom/closed, then: stop}    | outside.then: must be hangup
        {announce: custom/closed, then: {}}      | outside.then: needs exactly one of queue, voicemail
        {voicemail: "7"}                         | outside.voicemail: '7' is no mailbox
        {voicemail: "700", prompt: custom/x}     | outside.prompt: 'custom/x' is no sound of Asterisk
        {voicemail: "700", prompt: [beep, custom/x]} | outside.prompt[1]: 'custom/x' is no sound of Asterisk
        {voicemail: "700", prompt: [beep, beep, beep, beep, beep, beep, beep, beep, beep, beep, beep]} | outside.prompt: more than 10 prompts
        {callback: "a,b"}                        | outside.callback: 'a,b' is no queue name
        {flow: men}                              | outside.flow: no flow named 'men'
        {flow: menu, prompt: beep}               | outside.prompt: unknown key
        {reject: rude}                           | outside.reject: 'rude' is no cause
        """)
    void namesThePathOfAFault(String outside, String fault) {
        Rules.assertFault(
                "numbers:\n  - {number: '700', queue: support, hours: office, outside: " + outside + "}\n",
                "numbers[0]." + fault);
    }
}
