package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.DialplanText;
import java.util.Locale;

/**
 * What follows a queue, as it travels on the caller's channel: {@code queue:backup}, {@code voicemail:0001}, or nothing for a
 * hang-up. So any gateway can go on, also one that was started while the caller waited.
 */
final class ThenText {

    private ThenText() {}

    static String of(Then then) {
        return then.action() == ThenAction.HANGUP
                ? ""
                : then.action().name().toLowerCase(Locale.ROOT) + ":" + then.target();
    }

    /** What is no such text is a hang-up: it was not written by us. */
    static Then read(String text) {
        String target = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("queue:") && DialplanText.QUEUE.accepts(target)) {
            return Then.queue(target);
        }
        return text.startsWith("voicemail:") && DialplanText.MAILBOX.accepts(target)
                ? new Then(ThenAction.VOICEMAIL, target)
                : Then.HANGUP;
    }
}
