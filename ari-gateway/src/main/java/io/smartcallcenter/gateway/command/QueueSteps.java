package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends callers into Asterisk's queues and mailboxes through the dialplan, and goes on when a queue gives a caller back
 * ({@code Stasis(app,queue-exit,<queue>,<status>,<then>)}). It remembers nothing: what follows a queue travels on the channel, so
 * that it survives this gateway. The dialplan empties the variables after each queue and when a call enters it anew.
 */
public final class QueueSteps {

    private static final Logger LOG = Logger.getLogger(QueueSteps.class);

    public static final String QUEUE_CONTEXT = "scc-queue";
    static final String VOICEMAIL_CONTEXT = "scc-voicemail";
    static final String TIMEOUT = "SCC_QTIMEOUT";
    static final String OPTIONS = "SCC_QOPTS";
    static final String THEN = "SCC_THEN";
    static final String PRIORITY = "QUEUE_PRIO";
    static final String MAX_PENALTY = "QUEUE_MAX_PENALTY";

    /** What Queue() takes when nobody has set them. */
    private static final String NO_PRIORITY = "0";

    private static final String ANY_PENALTY = Integer.toString(Integer.MAX_VALUE);

    private final AriCalls calls;
    private boolean relinquished;

    QueueSteps(AriCalls calls) {
        this.calls = calls;
    }

    Future<Void> enter(String channel, String queue, Stay stay) {
        List<Future<Void>> first = new ArrayList<>();
        if (stay.answer()) {
            first.add(calls.answer(channel));
        }
        if (stay.timeoutS() > 0) {
            first.add(calls.setVariable(channel, TIMEOUT, Integer.toString(stay.timeoutS())));
        }
        if (!stay.options().isEmpty()) {
            first.add(calls.setVariable(channel, OPTIONS, stay.options()));
        }
        if (stay.priority() > 0) {
            first.add(calls.setVariable(channel, PRIORITY, Integer.toString(stay.priority())));
        }
        if (stay.maxPenalty() != null) {
            first.add(calls.setVariable(channel, MAX_PENALTY, stay.maxPenalty().toString()));
        }
        String follows = ThenText.of(stay.then());
        if (!follows.isEmpty()) {
            first.add(calls.setVariable(channel, THEN, follows));
        }
        // All of them are waited for: one that is still on its way could overtake what is done after a failure.
        Future<Void> entered = Future.join(first).compose(done -> calls.continueAt(channel, QUEUE_CONTEXT, queue));
        return stay.priority() > 0 || stay.maxPenalty() != null
                ? entered.recover(failure -> asEverybody(channel, failure))
                : entered;
    }

    /** In the queue where the caller goes instead, an operator of any penalty is right. */
    private Future<Void> asEverybody(String channel, Throwable failure) {
        if (relinquished || AriException.channelGone(failure)) {
            return Future.failedFuture(failure);
        }
        return Future.join(
                        calls.setVariable(channel, PRIORITY, NO_PRIORITY),
                        calls.setVariable(channel, MAX_PENALTY, ANY_PENALTY))
                .transform(done -> Future.failedFuture(failure));
    }

    /** The queue ended with the caller still on the line. {@code then} is the text that came back from the channel. */
    void exited(String channel, String then) {
        follow(channel, ThenText.read(then));
    }

    /** The callers are a successor's: nothing follows for them here. */
    void relinquish() {
        relinquished = true;
    }

    /** What was planned for a step without success; a queue that follows has nothing behind it. */
    void follow(String channel, Then then) {
        follow(channel, then, Stay.PLAIN);
    }

    /** @param stay in the queue, if one follows */
    void follow(String channel, Then then, Stay stay) {
        if (relinquished) {
            return;
        }
        Future<Void> done =
                switch (then.action()) {
                    case QUEUE -> enter(channel, then.target(), stay);
                    case VOICEMAIL -> calls.continueAt(channel, VOICEMAIL_CONTEXT, then.target());
                    case HANGUP -> calls.hangup(channel, "normal");
                };
        done.recover(failure -> {
                    if (relinquished || AriException.channelGone(failure)) {
                        return Future.succeededFuture();
                    }
                    LOG.warnf("%s of %s failed: %s", then.action(), channel, failure.getMessage());
                    return calls.hangup(channel, "normal");
                })
                .onFailure(failure -> LOG.errorf("Channel %s is left alone: %s", channel, failure.getMessage()));
    }
}
