package io.smartcallcenter.routing.setup;

import java.util.List;

/**
 * The phones that Asterisk knows, as the gateway tells them.
 *
 * @param elsewhere nodes of other gateways, of which this answer says nothing
 */
public record Phones(List<Phone> extensions, List<Elsewhere> elsewhere) {

    public Phones {
        extensions = extensions == null ? List.of() : List.copyOf(extensions);
        elsewhere = elsewhere == null ? List.of() : List.copyOf(elsewhere);
    }

    /**
     * @param endpoint technology and name: {@code PJSIP/0001}
     * @param registered {@code online}, {@code offline}, {@code unknown}; null for a member of a queue that is no endpoint
     */
    public record Phone(String node, String endpoint, String registered, List<Membership> queues) {

        public Phone {
            queues = queues == null ? List.of() : List.copyOf(queues);
        }
    }

    /** @param name of the member in this queue, of whoever configured it */
    public record Membership(String queue, String name, int penalty) {}

    public record Elsewhere(String node, String owner, String ownerAddress) {}
}
