package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.link.Outbound;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashSet;
import java.util.Set;

/** A connected ARI application. It exists as long as its newest socket does; its event filter goes with it. */
final class Application {

    private final String name;
    private boolean subscribedToAll;
    private ServerWebSocket socket;
    private Outbound outbound;
    private Set<String> allowed = Set.of();
    private Set<String> disallowed = Set.of();
    private final Set<String> channels = new HashSet<>();

    Application(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean subscribedToAll() {
        return subscribedToAll;
    }

    ServerWebSocket socket() {
        return socket;
    }

    void connected(ServerWebSocket newest, Outbound to, boolean all) {
        socket = newest;
        outbound = to;
        subscribedToAll = all;
    }

    Set<String> allowed() {
        return allowed;
    }

    Set<String> disallowed() {
        return disallowed;
    }

    void filter(Set<String> newAllowed, Set<String> newDisallowed) {
        allowed = Set.copyOf(newAllowed);
        disallowed = Set.copyOf(newDisallowed);
    }

    Set<String> channels() {
        return channels;
    }

    boolean wants(String type, String channelId) {
        boolean passes = (allowed.isEmpty() || allowed.contains(type)) && !disallowed.contains(type);
        return passes && (subscribedToAll || channelId != null && channels.contains(channelId));
    }

    void send(String message) {
        outbound.send(message);
    }
}
