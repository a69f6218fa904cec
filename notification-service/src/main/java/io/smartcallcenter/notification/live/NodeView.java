package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.NodeMode;

/**
 * One Asterisk node and which links to it are up.
 *
 * @param mode without AMI nothing is heard of its queues
 */
public record NodeView(String node, boolean ari, boolean ami, NodeMode mode) {}
