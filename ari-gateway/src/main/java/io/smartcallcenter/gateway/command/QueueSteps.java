package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Sends callers into Asterisk's queues and mailboxes through the dialplan, and knows what follows when a queue gives a caller
 * back ({@code Stasis(app,queue-exit,<queue>,<status>)}). On the node's loop.
 */
public final class QueueSteps {

    private static final Logger LOG = Logger.getLogger(QueueSteps.class);

    public static final String QUEUE_CONTEXT = "scc-queue";
    static final String VOICEMAIL_CONTEXT = "scc-voicemail";
    static final String TIMEOUT = "SCC_QTIMEOUT";
    static final String OPTIONS = "SCC_QOPTS";

    private final AriCalls calls;
    private final Map<String, Visit> visits = new HashMap<>();

    public QueueSteps(AriCalls calls) {
        this.calls = calls;
    }

    /** @param timeoutS 0 = no limit */
    Future<Void> enter(String channel, String queue, int timeoutS, String options, boolean answer, Then then) {
        Visit before = visits.get(channel);
        visits.put(channel, new Visit(then, timeoutS > 0, !options.isEmpty()));
        List<Future<Void>> first = new ArrayList<>();
        if (answer) {
            first.add(calls.answer(channel));
        }
        // A variable of an earlier queue stays on the channel: it is set anew, or emptied.
        if (timeoutS > 0 || before != null && before.timeout()) {
            first.add(calls.setVariable(channel, TIMEOUT, timeoutS > 0 ? Integer.toString(timeoutS) : ""));
        }
        if (!options.isEmpty() || before != null && before.options()) {
            first.add(calls.setVariable(channel, OPTIONS, options));
        }
        return Future.all(first).compose(done -> calls.continueAt(channel, QUEUE_CONTEXT, queue));
    }

    /** The queue ended with the caller still on the line. */
    void exited(String channel) {
        Visit visit = visits.get(channel);
        follow(channel, visit == null ? Then.HANGUP : visit.then());
    }

    /** What was planned for a step without success; a queue that follows has nothing behind it. */
    void follow(String channel, Then then) {
        Future<Void> done =
                switch (then.action()) {
                    case QUEUE -> enter(channel, then.target(), 0, "", true, Then.HANGUP);
                    case VOICEMAIL -> calls.continueAt(channel, VOICEMAIL_CONTEXT, then.target());
                    case HANGUP -> calls.hangup(channel, "normal");
                };
        done.recover(failure -> {
                    if (AriException.channelGone(failure)) {
                        return Future.succeededFuture();
                    }
                    LOG.warnf("%s of %s failed: %s", then.action(), channel, failure.getMessage());
                    return calls.hangup(channel, "normal");
                })
                .onFailure(failure -> LOG.errorf("Channel %s is left alone: %s", channel, failure.getMessage()));
    }

    /** The channel does not exist any more. */
    void forget(String channel) {
        visits.remove(channel);
    }

    /** Forgets every channel that Asterisk does not know any more. */
    void keepOnly(Set<String> channels) {
        visits.keySet().retainAll(channels);
    }

    /** What was set on the channel for its latest queue. */
    private record Visit(Then then, boolean timeout, boolean options) {}
}
