package io.smartcallcenter.kpi.node;

import java.time.Instant;

/**
 * Somebody said that a node is gone, or took it back.
 *
 * @param at when they did
 * @param who the token's name
 * @param retiredAt the moment from which the node is, or was, said to be gone
 * @param reason null when it was taken back
 */
public record NodeAct(String id, Instant at, String who, String node, Instant retiredAt, String reason) {

    public boolean takenBack() {
        return reason == null;
    }
}
