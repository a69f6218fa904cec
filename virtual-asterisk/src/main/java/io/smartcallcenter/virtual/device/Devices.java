package io.smartcallcenter.virtual.device;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints and the states of all devices, real (PJSIP/0001) and computed (Queue:support). */
public final class Devices {

    private static final Pattern PHONE = Pattern.compile("PJSIP/(.+)|Local/(.+)@from-queue(?:/n)?");

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

    /**
     * The phone behind an interface: {@code PJSIP/0001}, or {@code Local/0001@from-queue/n} as FreePBX has it. Null for another
     * technology or an unknown endpoint.
     */
    public Endpoint byInterface(String name) {
        Matcher phone = PHONE.matcher(name);
        return phone.matches() ? endpoints.get(phone.group(1) != null ? phone.group(1) : phone.group(2)) : null;
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
