package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** The orders inside the AMI that held in all recorded traces, and that a reader may rely on. */
final class OrderRules {

    private OrderRules() {}

    static void check(List<Map<String, String>> events) {
        long last = 0;
        for (int i = 0; i < events.size(); i++) {
            Map<String, String> event = events.get(i);
            if (event.containsKey("Timestamp")) {
                long stamp = Long.parseLong(event.get("Timestamp").replace(".", ""));
                assertThat(stamp).as("timestamps never go back").isGreaterThanOrEqualTo(last);
                last = stamp;
            }
            switch (event.get("Event")) {
                case "DialBegin" -> {
                    if (event.containsKey("Uniqueid")) {
                        before(events, i, "AgentCalled", "DestUniqueid", event.get("DestUniqueid"));
                    }
                }
                case "AgentConnect" -> before(events, i, "QueueCallerLeave", "Uniqueid", event.get("Uniqueid"));
                case "QueueCallerAbandon" -> after(events, i, "QueueCallerLeave", event.get("Uniqueid"));
                case "QueueCallerLeave" -> after(events, i, "Hangup", event.get("Uniqueid"));
                case "AgentComplete" -> after(events, i, "Hangup", event.get("Uniqueid"));
                case "BridgeEnter" -> {
                    if (event.get("BridgeType").equals("basic")
                            && event.get("Uniqueid").equals(event.get("Linkedid"))) {
                        before(events, i, "AgentConnect", "Uniqueid", event.get("Uniqueid"));
                    }
                }
                default -> {}
            }
        }
    }

    private static void before(List<Map<String, String>> events, int index, String name, String key, String id) {
        assertThat(events.subList(0, index))
                .as("%s before %s", name, events.get(index))
                .anyMatch(each -> each.get("Event").equals(name) && id.equals(each.get(key)));
    }

    private static void after(List<Map<String, String>> events, int index, String name, String id) {
        assertThat(events.subList(index + 1, events.size()))
                .as("%s after %s", name, events.get(index))
                .anyMatch(each -> each.get("Event").equals(name) && id.equals(each.get("Uniqueid")));
    }
}
