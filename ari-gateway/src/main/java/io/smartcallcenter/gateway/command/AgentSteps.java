package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.AgentAdd;
import io.smartcallcenter.events.CallCommand.AgentPause;
import io.smartcallcenter.events.CallCommand.AgentRemove;
import io.smartcallcenter.events.CallCommand.AgentUnpause;
import io.smartcallcenter.gateway.ami.AmiAction;

/** Queue members are changed over the AMI: ARI knows nothing of them. */
final class AgentSteps {

    private AgentSteps() {}

    static AmiAction pause(AgentPause command) {
        return AmiAction.of("QueuePause")
                .with("Interface", command.agent())
                .with("Queue", command.queue())
                .with("Paused", "true")
                .with("Reason", command.reason());
    }

    static AmiAction unpause(AgentUnpause command) {
        return AmiAction.of("QueuePause")
                .with("Interface", command.agent())
                .with("Queue", command.queue())
                .with("Paused", "false");
    }

    static AmiAction add(AgentAdd command) {
        return AmiAction.of("QueueAdd")
                .with("Interface", Checked.endpoint(command.agent()))
                .with("Queue", Checked.queue(command.queue()))
                .with("MemberName", command.name())
                .with("Penalty", Integer.toString(command.penalty()));
    }

    static AmiAction remove(AgentRemove command) {
        return AmiAction.of("QueueRemove").with("Interface", command.agent()).with("Queue", command.queue());
    }

    /**
     * Sends a caller elsewhere in the dialplan, in whatever application the channel is now. AMI's Redirect takes a Uniqueid in
     * the place of a channel name.
     */
    static AmiAction redirect(String channel, String context, String extension) {
        return AmiAction.of("Redirect")
                .with("Channel", channel)
                .with("Context", context)
                .with("Exten", extension)
                .with("Priority", "1");
    }
}
