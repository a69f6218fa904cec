package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.AgentAdd;
import io.smartcallcenter.events.CallCommand.AgentPause;
import io.smartcallcenter.events.CallCommand.AgentRemove;
import io.smartcallcenter.events.CallCommand.AgentUnpause;
import io.smartcallcenter.gateway.ami.AmiAction;

/** Queue members are changed over the AMI: ARI knows nothing of them. */
final class AgentSteps {

    private AgentSteps() {}

    /** @throws InvalidCommand for fields that could do more than they should, and for an unknown command */
    static AmiAction of(CallCommand command) {
        if (command instanceof AgentPause pause) {
            return paused(pause.agent(), pause.queue(), true).with("Reason", Checked.words(pause.reason(), "reason"));
        }
        if (command instanceof AgentUnpause unpause) {
            return paused(unpause.agent(), unpause.queue(), false);
        }
        if (command instanceof AgentAdd add) {
            return AmiAction.of("QueueAdd")
                    .with("Interface", Checked.endpoint(add.agent()))
                    .with("Queue", Checked.queue(add.queue()))
                    .with("MemberName", Checked.words(add.name(), "name"))
                    .with("Penalty", Integer.toString(Checked.penalty(add.penalty(), "penalty")));
        }
        if (command instanceof AgentRemove remove) {
            return AmiAction.of("QueueRemove")
                    .with("Interface", Checked.endpoint(remove.agent()))
                    .with("Queue", Checked.queue(remove.queue()));
        }
        throw new InvalidCommand("a command that this gateway does not know");
    }

    /** Without a queue: in all queues. */
    private static AmiAction paused(String agent, String queue, boolean paused) {
        return AmiAction.of("QueuePause")
                .with("Interface", Checked.endpoint(agent))
                .with("Queue", queue == null ? null : Checked.queue(queue))
                .with("Paused", Boolean.toString(paused));
    }
}
