package io.smartcallcenter.notification.feed;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * The result of a subscribe.
 *
 * @param wasRecovering the client gave a position
 * @param recovered every event after that position follows; otherwise {@code snapshot} is the new ground
 * @param offset the position from which events follow
 * @param snapshot JSON of the state at {@code offset}; null when recovered
 */
public record Subscribed(
        boolean wasRecovering, boolean recovered, String epoch, long offset, @JsonRawValue String snapshot) {}
