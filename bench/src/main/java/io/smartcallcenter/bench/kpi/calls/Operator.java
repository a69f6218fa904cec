package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.events.Agent;
import java.util.List;

/**
 * A member of queues on one Asterisk.
 *
 * @param index 0 and up
 * @param node the Asterisk whose member it is
 * @param iface the identity in events
 * @param name the member name, by which queue_log knows the operator
 */
public record Operator(int index, String node, String iface, String name, List<String> queues) {

    Agent agent() {
        return new Agent(iface, name);
    }
}
