package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** What happened to the links of an Asterisk node; topic {@code node-events}, keyed by node. */
public sealed interface NodeEvent extends SccEvent {

    String node();

    enum Link {
        ARI,
        AMI
    }

    @JsonTypeName("node.connected")
    record Connected(String node, Link link, NodeMode mode) implements NodeEvent {
        public Connected {
            Required.text(node, "node");
            Required.value(link, "link");
            mode = mode == null ? NodeMode.FULL : mode;
        }

        public Connected(String node, Link link) {
            this(node, link, NodeMode.FULL);
        }
    }

    @JsonTypeName("node.disconnected")
    record Disconnected(String node, Link link, String reason) implements NodeEvent {
        public Disconnected {
            Required.text(node, "node");
            Required.value(link, "link");
        }
    }

    /** Events of this link between {@code from} and {@code to} are gone for good: figures of that time are not complete. */
    @JsonTypeName("node.gap")
    record Gap(String node, Link link, Instant from, Instant to) implements NodeEvent {
        public Gap {
            Required.text(node, "node");
            Required.value(link, "link");
            Required.time(from, "from");
            Required.time(to, "to");
        }
    }

    /**
     * The state was read anew after a (re)connect.
     *
     * @param startedAt since when this Asterisk runs, at most 2 s too early: by our clock, or by its own where there is no AMI; null if it did not say
     */
    @JsonTypeName("node.snapshot")
    record Snapshot(String node, int channels, int queues, int waiting, int members, int lostCalls, Instant startedAt)
            implements NodeEvent {
        public Snapshot {
            Required.text(node, "node");
        }
    }
}
