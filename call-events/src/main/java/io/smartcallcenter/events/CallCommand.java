package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.smartcallcenter.events.flow.ServiceFlow;
import java.time.Instant;

/**
 * What the gateway shall do; topic {@code call-commands}, keyed by call id. A command is executed at most once (by
 * {@code decisionId}) and never after {@code expiresAt}.
 */
public sealed interface CallCommand extends SccEvent {

    String callId();

    String decisionId();

    Instant expiresAt();

    /** What follows when a step ends without success. {@code target}: queue name, mailbox, or null for HANGUP. */
    record Then(ThenAction action, String target) {
        public static final Then HANGUP = new Then(ThenAction.HANGUP, null);

        public Then {
            Required.value(action, "then.action");
        }

        public static Then queue(String queue) {
            return new Then(ThenAction.QUEUE, queue);
        }
    }

    enum ThenAction {
        QUEUE,
        VOICEMAIL,
        HANGUP
    }

    /** How a caller waits in a queue: {@link RouteQueue} says what each means. */
    record Stay(int timeoutS, String options, boolean answer, int priority, Integer maxPenalty, Then then) {

        /** As long as it takes, like everybody. */
        public static final Stay PLAIN = new Stay(0, "", true, 0, null, Then.HANGUP);

        public Stay {
            options = options == null ? "" : options;
            then = then == null ? Then.HANGUP : then;
        }
    }

    /** {@code requestId} of the route request that this command answers; a request is answered once. */
    sealed interface Route extends CallCommand {
        String requestId();
    }

    /**
     * Sends the caller into an Asterisk queue.
     *
     * @param timeoutS 0 = no limit
     * @param options those of Queue()
     * @param answer answer the caller first: music from the first second, but the CDR's billsec then contains the wait
     * @param priority callers of a higher one are served first, 0..1000 (Asterisk's QUEUE_PRIO)
     * @param maxPenalty only operators of at most this penalty are rung (QUEUE_MAX_PENALTY); null = all
     */
    @JsonTypeName("route.queue")
    record RouteQueue(
            String callId,
            String decisionId,
            Instant expiresAt,
            String requestId,
            String queue,
            int timeoutS,
            String options,
            boolean answer,
            int priority,
            Integer maxPenalty,
            Then then)
            implements Route {
        public RouteQueue {
            check(callId, decisionId, expiresAt, requestId);
            Required.text(queue, "queue");
            then = then == null ? Then.HANGUP : then;
            options = options == null ? "" : options;
        }

        public Stay stay() {
            return new Stay(timeoutS, options, answer, priority, maxPenalty, then);
        }
    }

    /**
     * Rings one endpoint, for example {@code PJSIP/0001}.
     *
     * @param timeoutS how long, 0 = 30
     * @param stay in the queue that {@code then} names; null = {@link Stay#PLAIN}
     */
    @JsonTypeName("route.direct")
    record RouteDirect(
            String callId,
            String decisionId,
            Instant expiresAt,
            String requestId,
            String endpoint,
            int timeoutS,
            Then then,
            Stay stay)
            implements Route {
        public RouteDirect {
            check(callId, decisionId, expiresAt, requestId);
            Required.text(endpoint, "endpoint");
            then = then == null ? Then.HANGUP : then;
        }
    }

    /**
     * Runs a service flow (menu, voicemail, callback...).
     *
     * @param definition the flow; null in records of earlier versions, which cannot be run
     * @param then what follows when the flow cannot go on
     */
    @JsonTypeName("route.service")
    record RouteService(
            String callId,
            String decisionId,
            Instant expiresAt,
            String requestId,
            String flow,
            ServiceFlow definition,
            Then then)
            implements Route {
        public RouteService {
            check(callId, decisionId, expiresAt, requestId);
            Required.text(flow, "flow");
            then = then == null ? Then.HANGUP : then;
        }
    }

    /** Plays a prompt, then goes on. */
    @JsonTypeName("route.announce")
    record RouteAnnounce(
            String callId, String decisionId, Instant expiresAt, String requestId, String prompt, Then then)
            implements Route {
        public RouteAnnounce {
            check(callId, decisionId, expiresAt, requestId);
            Required.text(prompt, "prompt");
            then = then == null ? Then.HANGUP : then;
        }
    }

    /** {@code cause}: an ARI hangup reason, {@code busy}, {@code congestion}, {@code normal}. */
    @JsonTypeName("route.reject")
    record RouteReject(String callId, String decisionId, Instant expiresAt, String requestId, String cause)
            implements Route {
        public RouteReject {
            check(callId, decisionId, expiresAt, requestId);
        }
    }

    @JsonTypeName("call.hangup")
    record Hangup(String callId, String decisionId, Instant expiresAt) implements CallCommand {
        public Hangup {
            check(callId, decisionId, expiresAt);
        }
    }

    /** Sends the caller to another number, as a blind transfer would. */
    @JsonTypeName("call.transfer")
    record Transfer(String callId, String decisionId, Instant expiresAt, String target) implements CallCommand {
        public Transfer {
            check(callId, decisionId, expiresAt);
            Required.text(target, "target");
        }
    }

    /** Commands on a queue member use {@code callId} = {@code <node>}. {@code queue} null = all queues. */
    @JsonTypeName("agent.pause")
    record AgentPause(String callId, String decisionId, Instant expiresAt, String agent, String queue, String reason)
            implements CallCommand {
        public AgentPause {
            check(callId, decisionId, expiresAt);
            Required.text(agent, "agent");
        }
    }

    @JsonTypeName("agent.unpause")
    record AgentUnpause(String callId, String decisionId, Instant expiresAt, String agent, String queue)
            implements CallCommand {
        public AgentUnpause {
            check(callId, decisionId, expiresAt);
            Required.text(agent, "agent");
        }
    }

    @JsonTypeName("agent.add")
    record AgentAdd(
            String callId, String decisionId, Instant expiresAt, String agent, String queue, String name, int penalty)
            implements CallCommand {
        public AgentAdd {
            check(callId, decisionId, expiresAt);
            Required.text(agent, "agent");
            Required.text(queue, "queue");
        }
    }

    @JsonTypeName("agent.remove")
    record AgentRemove(String callId, String decisionId, Instant expiresAt, String agent, String queue)
            implements CallCommand {
        public AgentRemove {
            check(callId, decisionId, expiresAt);
            Required.text(agent, "agent");
            Required.text(queue, "queue");
        }
    }

    /** Lets a queue ring its operators in another way from now on; {@code callId} = {@code <node>}. */
    @JsonTypeName("queue.strategy")
    record SetStrategy(String callId, String decisionId, Instant expiresAt, String queue, QueueStrategy strategy)
            implements CallCommand {
        public SetStrategy {
            check(callId, decisionId, expiresAt);
            Required.text(queue, "queue");
            Required.value(strategy, "strategy");
        }
    }

    private static void check(String callId, String decisionId, Instant expiresAt, String requestId) {
        check(callId, decisionId, expiresAt);
        Required.text(requestId, "requestId");
    }

    private static void check(String callId, String decisionId, Instant expiresAt) {
        Required.text(callId, "callId");
        Required.text(decisionId, "decisionId");
        Required.time(expiresAt, "expiresAt");
    }
}
