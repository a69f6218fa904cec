package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.Instead;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedFlowsTest {

    private static final FlowNode BYE = new FlowNode.Hangup("bye", "normal");

    @Test
    void voicemailSaysItsPromptsAndRecords() {
        assertThat(GeneratedFlows.voicemail(new Instead.Voicemail("700", List.of("custom/closed", "vm-intro"))))
                .isEqualTo(new ServiceFlow(
                        "voicemail 700",
                        "message",
                        List.of(
                                new FlowNode.Voicemail(
                                        "message", List.of("custom/closed", "vm-intro"), "700", 120, 5, "#", "bye"),
                                BYE)));
    }

    @Test
    void nobodyIsMetByABeepAlone() {
        ServiceFlow flow = GeneratedFlows.voicemail(new Instead.Voicemail("700", List.of()));

        assertThat(flow.node("message").prompts()).containsExactly("vm-intro");
    }

    @Test
    void callbackSaysItsPromptsAndNotesTheCaller() {
        assertThat(GeneratedFlows.callback(new Instead.Callback("support", List.of("custom/we-call-back"))))
                .isEqualTo(new ServiceFlow(
                        "callback support",
                        "say",
                        List.of(
                                new FlowNode.Play("say", List.of("custom/we-call-back"), "note"),
                                new FlowNode.Callback("note", "{caller}", "support", "bye"),
                                BYE)));
    }

    @Test
    void callbackWithoutPromptsNotesTheCallerAtOnce() {
        assertThat(GeneratedFlows.callback(new Instead.Callback("support", List.of())))
                .isEqualTo(new ServiceFlow(
                        "callback support",
                        "note",
                        List.of(new FlowNode.Callback("note", "{caller}", "support", "bye"), BYE)));
    }
}
