package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.Target;
import java.time.Instant;
import java.util.Locale;

/** The outcome of the strategy step: what to do, before it becomes a command. */
sealed interface Choice {

    CallCommand.Route command(Reply to);

    /** The command in words: {@code queue support, priority 10}. */
    String words();

    /** What every command has in common. */
    record Reply(String callId, String decisionId, Instant expiresAt, String requestId) {}

    /** @param timeoutS and {@code then}: those of the number or of the queue's overflow */
    record Queue(Target.Queue queue, int timeoutS, Then then) implements Choice {

        /** With what the number says. */
        static Queue of(Target.Queue queue) {
            return new Queue(queue, queue.timeoutS(), queue.then());
        }

        CallCommand.Stay stay() {
            return new CallCommand.Stay(
                    timeoutS, queue.options(), queue.answer(), queue.priority(), queue.maxPenalty(), then);
        }

        @Override
        public CallCommand.Route command(Reply to) {
            return new CallCommand.RouteQueue(
                    to.callId(),
                    to.decisionId(),
                    to.expiresAt(),
                    to.requestId(),
                    queue.name(),
                    timeoutS,
                    queue.options(),
                    queue.answer(),
                    queue.priority(),
                    queue.maxPenalty(),
                    then);
        }

        @Override
        public String words() {
            return "queue " + queue.name()
                    + (queue.priority() > 0 ? ", priority " + queue.priority() : "")
                    + (queue.maxPenalty() != null ? ", penalty up to " + queue.maxPenalty() : "")
                    + (timeoutS > 0 ? ", after " + timeoutS + " s " + following(then) : "");
        }
    }

    /** @param queue how the caller waits in the queue that follows; null = no queue, or as everybody */
    record Ring(String endpoint, int ringS, Then then, Queue queue) implements Choice {

        @Override
        public CallCommand.Route command(Reply to) {
            return new CallCommand.RouteDirect(
                    to.callId(),
                    to.decisionId(),
                    to.expiresAt(),
                    to.requestId(),
                    endpoint,
                    ringS,
                    then,
                    queue == null ? null : queue.stay());
        }

        @Override
        public String words() {
            return "direct " + endpoint + ", then " + (queue == null ? following(then) : queue.words());
        }
    }

    record Flow(ServiceFlow flow, Then then) implements Choice {

        @Override
        public CallCommand.Route command(Reply to) {
            return new CallCommand.RouteService(
                    to.callId(), to.decisionId(), to.expiresAt(), to.requestId(), flow.name(), flow, then);
        }

        @Override
        public String words() {
            return "service " + flow.name() + ", then " + following(then);
        }
    }

    record Announce(String prompt, Then then) implements Choice {

        @Override
        public CallCommand.Route command(Reply to) {
            return new CallCommand.RouteAnnounce(
                    to.callId(), to.decisionId(), to.expiresAt(), to.requestId(), prompt, then);
        }

        @Override
        public String words() {
            return "announce " + prompt + ", then " + following(then);
        }
    }

    record Reject(String cause) implements Choice {

        @Override
        public CallCommand.Route command(Reply to) {
            return new CallCommand.RouteReject(to.callId(), to.decisionId(), to.expiresAt(), to.requestId(), cause);
        }

        @Override
        public String words() {
            return "reject " + cause;
        }
    }

    private static String following(Then then) {
        String action = then.action().name().toLowerCase(Locale.ROOT);
        return then.action() == ThenAction.HANGUP ? action : action + " " + then.target();
    }
}
