package io.smartcallcenter.stack;

import io.smartcallcenter.stack.Ports.Listener;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which service a public path belongs to. The longest prefix wins; what is nobody's is the console's. */
final class Routes {

    private static final Map<String, Listener> PREFIXES = new LinkedHashMap<>();

    static {
        add(Listener.GATEWAY, "/api/asterisk", "/api/setup/asterisk");
        add(Listener.ROUTING, "/api/routing", "/api/operators", "/api/setup/operators", "/api/setup/complete");
        add(Listener.KPI, "/api/kpi", "/api/calls", "/api/exports");
        add(Listener.CDR_SYNC, "/api/admin/settings/asterisk-database", "/api/admin/reports");
    }

    private Routes() {}

    private static void add(Listener service, String... prefixes) {
        for (String prefix : prefixes) {
            PREFIXES.put(prefix, service);
        }
    }

    static Listener of(String path) {
        for (Map.Entry<String, Listener> route : PREFIXES.entrySet()) {
            String prefix = route.getKey();
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                return route.getValue();
            }
        }
        return Listener.NOTIFICATION;
    }
}
