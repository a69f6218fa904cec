package io.smartcallcenter.notification.live;

/** One Asterisk node and which links to it are up. */
public record NodeView(String node, boolean ari, boolean ami) {}
