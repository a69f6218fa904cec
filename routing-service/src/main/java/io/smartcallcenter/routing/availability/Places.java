package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.decide.Availability.Staffing;

/** How many operators of a queue are where. */
record Places(int free, int busy, int paused, int unreachable) {

    static final Places NONE = new Places(0, 0, 0, 0);

    Places add(Place place, int operators) {
        return switch (place) {
            case FREE -> new Places(free + operators, busy, paused, unreachable);
            case BUSY -> new Places(free, busy + operators, paused, unreachable);
            case PAUSED -> new Places(free, busy, paused + operators, unreachable);
            case UNREACHABLE -> new Places(free, busy, paused, unreachable + operators);
        };
    }

    Places plus(Places others) {
        return new Places(
                free + others.free, busy + others.busy, paused + others.paused, unreachable + others.unreachable);
    }

    Staffing staffing(int waiting) {
        return new Staffing(free, busy, paused, unreachable, waiting);
    }

    enum Place {
        FREE,
        BUSY,
        PAUSED,
        UNREACHABLE;

        static Place of(DeviceState device, boolean paused) {
            return switch (device) {
                case UNAVAILABLE, INVALID -> UNREACHABLE;
                // app_queue rings a member of unknown device state.
                case NOT_INUSE, UNKNOWN -> paused ? PAUSED : FREE;
                case INUSE, BUSY, RINGING, RINGINUSE, ONHOLD -> paused ? PAUSED : BUSY;
            };
        }
    }
}
