package io.smartcallcenter.virtual.device;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The endpoints and the states of all devices, real (PJSIP/0001) and computed (Queue:support). */
public final class Devices {

    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, String> published = new HashMap<>();
    private final PbxEvents events;
    private final AstDb astDb;
    private Consumer<Endpoint> watcher = endpoint -> {};

    public Devices(PbxEvents events, AstDb astDb) {
        this.astDb = astDb;
        this.events = events;
    }

    /** app_queue watches its members' phones. */
    public void watchedBy(Consumer<Endpoint> queues) {
        watcher = queues;
    }

    public void add(Endpoint endpoint) {
        endpoint.registered(astDb.registered(endpoint.resource()));
        endpoint.published(endpoint.state());
        endpoints.put(endpoint.resource(), endpoint);
    }

    public Endpoint get(String resource) {
        return endpoints.get(resource);
    }

    /** By interface: {@code PJSIP/0001}. Null for another technology or an unknown endpoint. */
    public Endpoint byInterface(String name) {
        return name.startsWith("PJSIP/") ? endpoints.get(name.substring(6)) : null;
    }

    public Collection<Endpoint> all() {
        return endpoints.values();
    }

    public void joined(Channel channel) {
        Endpoint endpoint = endpoints.get(channel.endpoint());
        if (endpoint != null) {
            endpoint.channels().add(channel);
        }
    }

    public void left(Channel channel) {
        Endpoint endpoint = endpoints.get(channel.endpoint());
        if (endpoint != null && endpoint.channels().remove(channel)) {
            changed(endpoint.resource());
        }
    }

    /** Publishes the state of an endpoint if it is another one than before. */
    public void changed(String resource) {
        Endpoint endpoint = endpoints.get(resource);
        if (endpoint == null) {
            return;
        }
        DeviceState state = endpoint.state();
        if (state != endpoint.published()) {
            endpoint.published(state);
            publish(endpoint.device(), state.name());
            watcher.accept(endpoint);
        }
    }

    public void register(String resource, boolean registered) {
        Endpoint endpoint = endpoints.get(resource);
        if (endpoint == null || endpoint.registered() == registered) {
            return;
        }
        endpoint.registered(registered);
        astDb.registered(resource, registered);
        events.registrationChanged(endpoint);
        changed(resource);
    }

    public void publish(String device, String state) {
        if (!state.equals(published.put(device, state))) {
            events.deviceStateChanged(device, state);
        }
    }

    /** A queue's {@code _avail} device: "in use" is only said after "not in use" has been. */
    public void publishAvailable(String device, boolean available) {
        if (available || published.containsKey(device)) {
            publish(device, available ? "NOT_INUSE" : "INUSE");
        }
    }
}
