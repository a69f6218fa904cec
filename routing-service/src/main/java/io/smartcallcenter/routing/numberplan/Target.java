package io.smartcallcenter.routing.numberplan;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.flow.ServiceFlow;

/** Where a number leads. */
public sealed interface Target {

    /** What follows when the target ends without success. */
    Then then();

    /**
     * An Asterisk queue.
     *
     * @param timeoutS seconds until the caller leaves the queue, 0 = never
     * @param options those of Queue()
     * @param answer answer the caller before the queue: music from the first second, but the CDR's billsec contains the wait
     * @param nobodyAvailable the queue to take instead when no operator can be rung; null = this queue all the same
     */
    record Queue(String name, int timeoutS, String options, boolean answer, Then then, String nobodyAvailable)
            implements Target {

        /** With the settings of an entry that gives none. */
        public static Queue named(String name) {
            return new Queue(name, 0, "", true, Then.HANGUP, null);
        }

        public Queue instead(String queue) {
            return new Queue(queue, timeoutS, options, answer, then, null);
        }
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
