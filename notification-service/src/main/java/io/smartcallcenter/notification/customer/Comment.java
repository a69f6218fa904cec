package io.smartcallcenter.notification.customer;

import java.time.Instant;

/**
 * What somebody wrote about a customer, or about a call of one.
 *
 * @param customerId null of a comment on a call
 * @param callId null of a comment on a customer
 * @param at to the millisecond
 */
public record Comment(String id, String customerId, String callId, Instant at, String by, String text) {}
