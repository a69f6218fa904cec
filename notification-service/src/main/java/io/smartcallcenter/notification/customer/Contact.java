package io.smartcallcenter.notification.customer;

import io.smartcallcenter.events.Agent;
import java.time.Instant;

/**
 * What is kept of a call.
 *
 * @param number canonical; null when it was withheld or erased
 * @param queue the last one it was in; null when it was in none
 * @param operator who answered last; null when nobody did
 */
public record Contact(String callId, String number, Instant at, String queue, Agent operator) {

    public boolean answered() {
        return operator != null;
    }
}
