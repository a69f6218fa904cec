package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An operator as a queue knows them.
 *
 * @param iface the member interface, for example {@code PJSIP/0001}: the identity, JSON name {@code interface}
 * @param name the member name, for example {@code Agent One}: for people only
 */
public record Agent(@JsonProperty("interface") String iface, String name) {

    public Agent {
        Required.text(iface, "interface");
        name = name == null ? iface : name;
    }
}
