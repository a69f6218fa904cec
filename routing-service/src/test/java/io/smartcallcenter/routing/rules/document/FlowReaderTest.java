package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowReaderTest {

    private static final String RECORDINGS = "custom/hello, custom/hours, custom/menu, custom/number, custom/message";

    @Test
    void readsEveryKindOfNode() {
        ServiceFlow flow = flow(
                """
                {start: hello, nodes: {
                  hello: {play: [custom/hello, custom/hours], next: choose},
                  choose: {menu: custom/menu, timeout-s: 4, retries: 2, keys: {"1": sales, "2": ask}, otherwise: message},
                  ask: {gather: custom/number, min: 3, max: 15, next: repeat, otherwise: message},
                  repeat: {say: "{digits}", next: back},
                  back: {callback: support, number: "{digits}", next: boss},
                  boss: {direct: "PJSIP/0001", ring-s: 15, then: {queue: support}},
                  message: {record: "0001", prompt: custom/message, max-s: 60, next: end},
                  sales: {queue: sales, timeout-s: 60, options: tT, then: {queue: backup}},
                  end: {hangup: normal}}}
                """);

        assertThat(flow)
                .isEqualTo(new ServiceFlow(
                        "menu",
                        "hello",
                        List.of(
                                new FlowNode.Play("hello", List.of("custom/hello", "custom/hours"), "choose"),
                                new FlowNode.Menu(
                                        "choose",
                                        List.of("custom/menu"),
                                        4,
                                        2,
                                        Map.of("1", "sales", "2", "ask"),
                                        "message"),
                                new FlowNode.Gather(
                                        "ask", List.of("custom/number"), 3, 15, "#", 5, 1, "repeat", "message"),
                                new FlowNode.Say("repeat", "{digits}", "back"),
                                new FlowNode.Callback("back", "{digits}", "support", "boss"),
                                new FlowNode.Direct("boss", "PJSIP/0001", 15, Then.queue("support")),
                                new FlowNode.Voicemail("message", List.of("custom/message"), "0001", 60, 5, "#", "end"),
                                new FlowNode.Queue("sales", "sales", 60, "tT", Then.queue("backup")),
                                new FlowNode.Hangup("end", "normal"))));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        {start: end, nodes: {end: {hangup: rude}}}                        | flows.menu.nodes.end: 'rude' is no cause
        {start: end, nodes: {end: {hangup: normal, say: "1"}}}            | flows.menu.nodes.end: needs exactly one of
        {start: end, nodes: {end: {}}}                                    | flows.menu.nodes.end: needs exactly one of
        {start: end, nodes: {end: {hangup: normal, colour: red}}}         | flows.menu.nodes.end.colour: unknown key
        {start: start, nodes: {end: {hangup: normal}}}                    | flows.menu: start: there is no node 'start'
        {start: a, nodes: {a: {play: beep, next: b}}}                        | flows.menu.nodes.a: leads to 'b', which is no node
        {start: a, nodes: {a: {play: beep}}}                                 | flows.menu.nodes.a: next is missing
        {start: a, nodes: {a: {play: beep, next: a}}}                        | flows.menu.nodes.a: leads back to itself
        {start: e, nodes: {e: {hangup: normal}, b: {hangup: normal}}}     | flows.menu.nodes.b: is never reached
        {start: a, nodes: {a: {record: "5", next: a}}}                    | flows.menu.nodes.a: '5' is no mailbox
        {start: a, nodes: {a: {gather: beep, next: a, otherwise: a}}}        | flows.menu.nodes.a: min and max
        {start: a, nodes: {a: {menu: beep, retries: many, otherwise: a}}}    | flows.menu.nodes.a.retries: must be a whole number
        {start: a, nodes: {a: {queue: sales, then: back}}}                | flows.menu.nodes.a.then: must be hangup
        {start: a, nodes: {a: {play: [beep, boop], next: e}, e: {hangup: normal}}} | flows.menu.nodes.a.play[1]: 'boop' is no sound of Asterisk
        {start: a}                                                        | flows.menu: a flow has 1 to 100 nodes
        """)
    void namesThePathOfAFault(String flow, String fault) {
        InvalidRules thrown = catchThrowableOfType(InvalidRules.class, () -> flow(flow));

        assertThat(thrown).isNotNull();
        assertThat(thrown.faults())
                .extracting(Fault::toString)
                .anyMatch(each -> each.startsWith(fault), "starts with " + fault);
    }

    private static ServiceFlow flow(String flow) {
        String yaml = "default: {queue: support}\nprompts: [" + RECORDINGS + "]\nflows: {menu: " + flow.strip()
                + "}\nnumbers: [{number: '8XX', service: menu}]\n";
        return ((Target.Service) RulesReader.read(yaml)
                        .numberPlan()
                        .find(new DialledNumber("800", null))
                        .orElseThrow()
                        .target())
                .flow();
    }
}
