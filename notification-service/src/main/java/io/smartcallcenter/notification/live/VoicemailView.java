package io.smartcallcenter.notification.live;

import java.time.Instant;

/**
 * A message that a caller left.
 *
 * @param mailbox whose message it is
 * @param caller number as the network announced it; null where it was withheld
 * @param recording ARI's name of the stored recording
 */
public record VoicemailView(
        Instant at, String callId, String mailbox, String caller, String recording, long durationMs) {}
