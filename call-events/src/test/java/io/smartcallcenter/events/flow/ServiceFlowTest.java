package io.smartcallcenter.events.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.flow.FlowNode.Callback;
import io.smartcallcenter.events.flow.FlowNode.Direct;
import io.smartcallcenter.events.flow.FlowNode.Gather;
import io.smartcallcenter.events.flow.FlowNode.Hangup;
import io.smartcallcenter.events.flow.FlowNode.Menu;
import io.smartcallcenter.events.flow.FlowNode.Play;
import io.smartcallcenter.events.flow.FlowNode.Queue;
import io.smartcallcenter.events.flow.FlowNode.Say;
import io.smartcallcenter.events.flow.FlowNode.Voicemail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceFlowTest {

    private static final Hangup END = new Hangup("end", null);

    private static final ServiceFlow EVERY_KIND = new ServiceFlow(
            "menu",
            "hello",
            List.of(
                    new Play("hello", List.of("custom/hello"), "choose"),
                    new Menu(
                            "choose",
                            List.of("custom/menu"),
                            5,
                            2,
                            Map.of("1", "sales", "2", "ask", "9", "choose"),
                            "message"),
                    new Gather("ask", List.of(), 3, 15, "#", 5, 1, "repeat", "message"),
                    new Say("repeat", FlowNode.DIGITS, "back"),
                    new Callback("back", FlowNode.DIGITS, "support", "phone"),
                    new Direct("phone", "PJSIP/{digits}", 20, Then.queue("support")),
                    new Voicemail("message", List.of(), "0001", 60, 3, "#", "end"),
                    new Queue("sales", "sales", 60, null, null),
                    END));

    @Test
    void aFlowTravelsWithItsCommand() {
        CallCommand command =
                new CallCommand.RouteService("n/1", "d", Instant.EPOCH, "r", "menu", EVERY_KIND, Then.queue("support"));

        assertThat(EventCodec.read(EventCodec.write(command))).isEqualTo(command);
    }

    @Test
    void aFlowThatCannotRunMakesItsCommandUnreadable() {
        String json = new String(
                        EventCodec.write(
                                new CallCommand.RouteService("n/1", "d", Instant.EPOCH, "r", "menu", EVERY_KIND, null)),
                        StandardCharsets.UTF_8)
                .replace("\"next\":\"end\"", "\"next\":\"nowhere\"");

        assertThat(EventCodec.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).contains("'nowhere', which is no node"));
    }

    @Test
    void everyNodeExistsOnceAndIsReached() {
        assertThat(faults("nowhere", END)).containsExactly("start: there is no node 'nowhere'");
        assertThat(faults("end", END, END)).containsExactly("end: is there twice");
        assertThat(faults("a", new Play("a", List.of("x"), "b"))).containsExactly("a: leads to 'b', which is no node");
        assertThat(faults("end", END, new Hangup("other", "busy"))).containsExactly("other: is never reached");
    }

    @Test
    void aCallerWhoPressesNothingAlwaysGetsOut() {
        assertThat(faults("a", new Play("a", List.of("x"), "b"), new Play("b", List.of("x"), "a")))
                .hasSize(2)
                .allMatch(fault -> fault.contains("would never get out"));
        assertThat(faults("m", menu("m", Map.of("1", "end"), "m"), END))
                .singleElement()
                .asString()
                .startsWith("m: leads back to itself");
        assertThat(faults("m", menu("m", Map.of("1", "m"), "end"), END))
                .as("pressing 1 for ever is the caller's own will")
                .isEmpty();
    }

    @Test
    void aFlowIsBounded() {
        List<FlowNode> many = IntStream.rangeClosed(0, ServiceFlow.MOST_NODES)
                .mapToObj(i -> (FlowNode) new Hangup("n" + i, null))
                .toList();
        assertThat(ServiceFlow.faults("n0", many)).singleElement().asString().contains("1 to 100 nodes");
        assertThat(ServiceFlow.faults("n0", List.of())).hasSize(1);
        refuses(() -> new Play("a", List.of(), "b"), "prompts are missing");
        refuses(() -> new Play("a", List.of("../x"), "b"), "is no prompt");
        refuses(() -> new Play("a", List.of("x"), null), "next is missing");
        refuses(() -> new Play("A", List.of("x"), "b"), "is no node name");
        refuses(() -> menu("m", Map.of("12", "end"), "end"), "'12' is no key");
        refuses(() -> menu("m", Map.of(), "end"), "keys are missing");
        refuses(() -> new Menu("m", List.of(), 0, 1, Map.of("1", "e"), "e"), "timeoutS must be 1 to 60");
        refuses(() -> new Menu("m", List.of(), 5, 9, Map.of("1", "e"), "e"), "retries must be 0 to 5");
        refuses(() -> new Gather("g", List.of(), 5, 4, null, 5, 1, "a", "b"), "min and max");
        refuses(() -> new Gather("g", List.of(), 1, 4, "1", 5, 1, "a", "b"), "terminator");
        refuses(() -> new Voicemail("v", List.of(), "5", 60, 3, "#", "e"), "is no mailbox");
        refuses(() -> new Voicemail("v", List.of(), "0001", 0, 3, "#", "e"), "maxS must be 1 to 600");
        refuses(() -> new Callback("c", "123", "support", "e"), "number must be");
        refuses(() -> new Say("s", "12a", "e"), "digits are");
        refuses(() -> new Queue("q", "a,b", 0, null, null), "is no queue name");
        refuses(() -> new Queue("q", "sales", 0, null, Then.queue("a,b")), "is no queue name");
        refuses(() -> new Direct("d", "PJSIP", 20, null), "is no endpoint");
    }

    private static Menu menu(String id, Map<String, String> keys, String otherwise) {
        return new Menu(id, List.of(), 5, 1, keys, otherwise);
    }

    private static List<String> faults(String start, FlowNode... nodes) {
        return ServiceFlow.faults(start, List.of(nodes)).stream()
                .map(ServiceFlow.Fault::toString)
                .toList();
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable node, String message) {
        assertThatIllegalArgumentException().isThrownBy(node).withMessageContaining(message);
    }
}
