package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.Instead;
import java.util.ArrayList;
import java.util.List;

/** The service flows that voicemail and callback stand for, where the rules name them without a flow of their own. */
final class GeneratedFlows {

    /** Of Asterisk's core sounds: "Please leave your message after the tone." A beep alone would be no invitation. */
    private static final String INVITATION = "vm-intro";

    private static final int LONGEST_MESSAGE_S = 120;
    private static final int SILENCE_S = 5;
    private static final String TERMINATOR = "#";
    private static final String BYE = "bye";
    private static final FlowNode HANGUP = new FlowNode.Hangup(BYE, "normal");

    private GeneratedFlows() {}

    static ServiceFlow voicemail(Instead.Voicemail voicemail) {
        List<String> prompts = voicemail.prompts().isEmpty() ? List.of(INVITATION) : voicemail.prompts();
        FlowNode message = new FlowNode.Voicemail(
                "message", prompts, voicemail.mailbox(), LONGEST_MESSAGE_S, SILENCE_S, TERMINATOR, BYE);
        return new ServiceFlow("voicemail " + voicemail.mailbox(), message.id(), List.of(message, HANGUP));
    }

    static ServiceFlow callback(Instead.Callback callback) {
        FlowNode note = new FlowNode.Callback("note", FlowNode.CALLER, callback.queue(), BYE);
        List<FlowNode> nodes = new ArrayList<>(List.of(note, HANGUP));
        if (!callback.prompts().isEmpty()) {
            nodes.add(0, new FlowNode.Play("say", callback.prompts(), note.id()));
        }
        return new ServiceFlow("callback " + callback.queue(), nodes.get(0).id(), nodes);
    }
}
