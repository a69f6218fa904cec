package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.DeviceState;
import java.time.Instant;
import java.util.Optional;

/** Who could take a call now, as far as we were told. */
public interface Availability {

    /** Nothing is known, as right after a start. */
    Availability UNKNOWN = new Availability() {
        @Override
        public Optional<Staffing> staffing(String queue, Integer maxPenalty) {
            return Optional.empty();
        }

        @Override
        public Optional<Presence> presence(String endpoint) {
            return Optional.empty();
        }
    };

    /** Empty: this queue was never reported. */
    default Optional<Staffing> staffing(String queue) {
        return staffing(queue, null);
    }

    /**
     * Who can take a call that Asterisk offers to some operators only. Empty: this queue was never reported.
     *
     * @param maxPenalty operators of a higher penalty in the queue do not count; null = all count
     */
    Optional<Staffing> staffing(String queue, Integer maxPenalty);

    /** @param endpoint for example {@code PJSIP/0001}; empty: never reported */
    Optional<Presence> presence(String endpoint);

    default Optional<DeviceState> device(String endpoint) {
        return presence(endpoint).map(Presence::device);
    }

    /**
     * The operators of one queue, each counted once.
     *
     * @param free not paused and the phone is idle (or in a state that Asterisk rings all the same)
     * @param busy not paused, in a call or ringing
     * @param waiting callers
     */
    record Staffing(int free, int busy, int paused, int unreachable, int waiting) {

        /** Whether somebody serves this queue, now or after the present call. */
        public boolean staffed() {
            return free + busy > 0;
        }

        @Override
        public String toString() {
            return free + " free, " + busy + " busy, " + paused + " paused, " + unreachable + " unreachable, " + waiting
                    + " waiting";
        }
    }

    /**
     * One operator.
     *
     * @param paused in any queue: whoever takes a break from one queue expects no call from another side
     * @param since of the newest report, by Asterisk's clock: how long they have been idle, if they are
     */
    record Presence(DeviceState device, boolean paused, Instant since) {

        /** Whether their phone may be rung past the queues. A phone of unknown state may not: it could be switched off. */
        public boolean free() {
            return device == DeviceState.NOT_INUSE && !paused;
        }
    }
}
