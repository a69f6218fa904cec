package io.smartcallcenter.notification.alert;

import java.time.Instant;

/**
 * What is measured of a subject now.
 *
 * @param subject the queue, the operator's interface, {@code <node>/<link>}, the node or the consumer group
 * @param value in the kind's unit
 * @param since when that began, if it is known from the event itself; may be null
 * @param calls how many calls are behind the value; of a service level only
 * @param detail for the sentence that people read; may be empty
 */
public record Reading(AlertKind kind, String subject, double value, Instant since, long calls, String detail) {

    String key() {
        return kind.key(subject);
    }
}
