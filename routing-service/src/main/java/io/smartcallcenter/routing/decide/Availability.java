package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.DeviceState;
import java.util.Optional;

/** Who could take a call now, as far as we were told. */
public interface Availability {

    /** Nothing is known, as right after a start. */
    Availability UNKNOWN = new Availability() {
        @Override
        public Optional<Staffing> staffing(String queue) {
            return Optional.empty();
        }

        @Override
        public Optional<DeviceState> device(String endpoint) {
            return Optional.empty();
        }
    };

    /** Empty: this queue was never reported. */
    Optional<Staffing> staffing(String queue);

    /** @param endpoint for example {@code PJSIP/0001}; empty: never reported */
    Optional<DeviceState> device(String endpoint);

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
            return "%d free, %d busy, %d paused, %d unreachable, %d waiting"
                    .formatted(free, busy, paused, unreachable, waiting);
        }
    }
}
