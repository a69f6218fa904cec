package io.smartcallcenter.notification.customer;

import java.time.Instant;

/**
 * A customer as stored.
 *
 * @param revision grows with every change: 1, 2...
 * @param created to the millisecond
 * @param changed to the millisecond
 */
public record Customer(String id, Profile profile, long revision, Stamp created, Stamp changed) {

    /** When, and by whom: the token's name. */
    public record Stamp(Instant at, String by) {}

    static Customer first(String id, Profile profile, Stamp now) {
        return new Customer(id, profile, 1, now, now);
    }

    Customer with(Profile next, Stamp now) {
        return new Customer(id, next, revision + 1, created, now);
    }
}
