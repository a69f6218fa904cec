package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;

/**
 * What can be done to a running call, wherever its caller is. ARI ends any channel, but moves only those in its application; for a
 * caller in a queue or at an operator of a queue the AMI's Redirect does it (docs/adr/0013).
 */
final class CallSteps {

    static final String DIALPLAN_ENTRY = "internal";

    private final AriCalls calls;
    private final Function<AmiAction, Future<Map<String, String>>> ami;

    CallSteps(AriCalls calls, Function<AmiAction, Future<Map<String, String>>> ami) {
        this.calls = calls;
        this.ami = ami;
    }

    Future<?> hangup(CallCommand.Hangup command) {
        return calls.hangup(channel(command), "normal");
    }

    /** The caller dials the target, so to speak: a new decision is asked for. */
    Future<?> transfer(CallCommand.Transfer command) {
        String channel = channel(command);
        String target = Checked.number(command.target());
        return calls.continueAt(channel, DIALPLAN_ENTRY, target)
                .<Object>mapEmpty()
                .recover(failure -> failure instanceof AriException ari && ari.status() == 409
                        ? ami.apply(redirect(channel, target)).mapEmpty()
                        : Future.failedFuture(failure));
    }

    /** The AMI takes a Uniqueid in the place of a channel name. */
    private static AmiAction redirect(String channel, String target) {
        return AmiAction.of("Redirect")
                .with("Channel", channel)
                .with("Context", DIALPLAN_ENTRY)
                .with("Exten", target)
                .with("Priority", "1");
    }

    /** The caller's channel has given the call its Linkedid. */
    static String channel(CallCommand command) {
        String channel = command.callId().substring(command.callId().indexOf('/') + 1);
        if (channel.isEmpty() || channel.equals(command.callId())) {
            throw new InvalidCommand("callId names no call");
        }
        return channel;
    }
}
