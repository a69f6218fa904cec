package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.DialplanText;
import java.util.Set;

/** What follows without success: {@code hangup}, {@code {queue: name}} or {@code {voicemail: mailbox}}. */
final class ThenReader {

    private ThenReader() {}

    /** A missing one, and one with faults, is to hang up. */
    static Then read(Node node) {
        if (node.missing() || (node.value().isTextual() && node.text("").equals("hangup"))) {
            return Then.HANGUP;
        }
        if (node.value().isTextual() || !node.mappingOf(Set.of("queue", "voicemail"))) {
            node.fault("must be hangup, {queue: name} or {voicemail: mailbox}");
            return Then.HANGUP;
        }
        if (node.has("queue") == node.has("voicemail")) {
            node.fault("needs exactly one of queue, voicemail");
            return Then.HANGUP;
        }
        return node.has("queue")
                ? Then.queue(node.get("queue").of(DialplanText.QUEUE))
                : new Then(ThenAction.VOICEMAIL, node.get("voicemail").of(DialplanText.MAILBOX));
    }
}
