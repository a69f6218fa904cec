package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.DeviceState;
import java.time.Instant;
import java.util.List;

/**
 * One operator.
 *
 * @param deviceSince when the phone came into {@code device}; null when that was never seen
 */
public record OperatorView(
        String node, Agent agent, DeviceState device, Instant deviceSince, List<Member> memberships) {

    /**
     * The operator's place in one queue.
     *
     * @param auto paused by app_queue's autopause
     * @param pausedSince null when not paused, or when the beginning was never seen
     */
    public record Member(
            String queue, int penalty, boolean paused, String pauseReason, boolean auto, Instant pausedSince) {}
}
