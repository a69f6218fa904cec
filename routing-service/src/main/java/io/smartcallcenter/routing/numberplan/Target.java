package io.smartcallcenter.routing.numberplan;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.operators.Needs;

/** Where a number leads. */
public sealed interface Target {

    /** What follows when the target ends without success. */
    Then then();

    /**
     * An Asterisk queue.
     *
     * @param timeoutS seconds until the caller leaves the queue, 0 = what the queue's overflow says, else never
     * @param options those of Queue()
     * @param answer answer the caller before the queue: music from the first second, but the CDR's billsec contains the wait
     * @param nobodyAvailable instead of the queue when no operator can be rung; null = what the queue says, else wait all the same
     * @param priority callers of a higher one are served first, 0..1000
     * @param maxPenalty only operators of at most this penalty in the queue; null = all
     * @param needs what the operator must be able to do; null = nothing special
     * @param offer whom to try before the queue
     * @param ringS how long the best operator's phone rings before the queue follows; seconds, 1..600
     */
    record Queue(
            String name,
            int timeoutS,
            String options,
            boolean answer,
            Then then,
            Instead nobodyAvailable,
            int priority,
            Integer maxPenalty,
            Needs needs,
            Offer offer,
            int ringS)
            implements Target {

        public static final int RING_S = 20;

        /** With the settings of an entry that gives none. */
        public static Queue named(String name) {
            return new Queue(name, 0, "", true, Then.HANGUP, null, 0, null, null, Offer.QUEUE, RING_S);
        }

        /** The same call in another queue: what was said about this queue's operators does not count there. */
        public Queue instead(String queue) {
            return new Queue(queue, timeoutS, options, answer, then, null, priority, null, null, Offer.QUEUE, ringS);
        }

        public Queue withPriority(int higher) {
            return new Queue(
                    name, timeoutS, options, answer, then, nobodyAvailable, higher, maxPenalty, needs, offer, ringS);
        }
    }

    /** QUEUE: the queue chooses. BEST_OPERATOR: the phone of the best free operator who meets the needs, then the queue. */
    enum Offer {
        QUEUE,
        BEST_OPERATOR
    }

    /**
     * One operator's phone.
     *
     * @param endpoint for example {@code PJSIP/{number}}: {@code {number}} is replaced by what was dialled
     * @param ringS seconds until {@code then} follows
     * @param whenBusy what to do when the operator is in a call
     */
    record Extension(String endpoint, int ringS, WhenBusy whenBusy, Then then) implements Target {

        /** What stands in {@link #endpoint} for the dialled number. */
        public static final String NUMBER = "{number}";

        public String endpointFor(String dialled) {
            return endpoint.replace(NUMBER, dialled);
        }
    }

    /** RING: the phone itself says busy or offers a second call. NEXT: at once what follows. */
    enum WhenBusy {
        RING,
        NEXT
    }

    /** A service flow (menu, voicemail, callback); {@code then} follows when it cannot go on. */
    record Service(ServiceFlow flow, Then then) implements Target {}
}
