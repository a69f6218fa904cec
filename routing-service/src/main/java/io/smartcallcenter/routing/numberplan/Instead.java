package io.smartcallcenter.routing.numberplan;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.flow.ServiceFlow;
import java.util.List;

/** What a caller meets instead of the target: it is closed, nobody is there, too many wait, or the caller is blocked. */
public sealed interface Instead {

    /** A prompt, then {@code then}. */
    record Announce(String prompt, Then then) implements Instead {}

    /** Another queue, for example that of the night shift. */
    record OtherQueue(String queue) implements Instead {}

    /**
     * Leaves a message.
     *
     * @param prompts said before the beep
     */
    record Voicemail(String mailbox, List<String> prompts) implements Instead {
        public Voicemail {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * Notes that the caller wants to be called back, at the number that they call from.
     *
     * @param queue whose operators call back
     * @param prompts said to the caller first
     */
    record Callback(String queue, List<String> prompts) implements Instead {
        public Callback {
            prompts = List.copyOf(prompts);
        }
    }

    /** A service flow. */
    record Flow(ServiceFlow flow, Then then) implements Instead {}

    /** A cause of ARI: {@code busy}, {@code congestion} or {@code normal}. */
    record Reject(String cause) implements Instead {}
}
