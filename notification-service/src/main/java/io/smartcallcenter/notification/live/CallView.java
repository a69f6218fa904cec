package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.List;

/**
 * One live call.
 *
 * @param queue the queue that the call is or was last in; null for a direct call
 * @param entryId the queue entry that belongs to {@code queue}; null when there is none
 * @param agent the operator who talks; null when nobody does
 * @param ringing the operators whose phones ring
 * @param started when the call was first seen (Asterisk's clock)
 * @param since when the call came into {@code state}
 * @param fallback why our own software did not route it; null when it did
 */
public record CallView(
        String callId,
        Party caller,
        String dialled,
        CallState state,
        String queue,
        String entryId,
        Agent agent,
        List<Agent> ringing,
        Instant started,
        Instant since,
        String fallback) {}
