package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** On which ports of 127.0.0.1 the stack listens. None of the usual ones, so that nothing collides with an installed server. */
public final class Ports {

    /** Each listener, its setting {@code scc.port.<key>} and its usual port. */
    public enum Listener {
        ORIGIN("origin", 8080),
        GATEWAY("gateway", 8081),
        ROUTING("routing", 8082),
        KPI("kpi", 8083),
        CDR_SYNC("cdr-sync", 8084),
        NOTIFICATION("notification", 8085),
        GATEWAY_MANAGEMENT("gateway-management", 9081),
        ROUTING_MANAGEMENT("routing-management", 9082),
        KPI_MANAGEMENT("kpi-management", 9083),
        CDR_SYNC_MANAGEMENT("cdr-sync-management", 9084),
        NOTIFICATION_MANAGEMENT("notification-management", 9085),
        KAFKA("kafka", 19092),
        MONGODB("mongodb", 27117),
        MARIADB("mariadb", 13306),
        ARI("ari", 18088),
        AMI("ami", 15038);

        private final String key;
        private final int usual;

        Listener(String key, int usual) {
            this.key = key;
            this.usual = usual;
        }

        /** The system property that chooses the port; the environment variable of the same name in upper case works too. */
        public String setting() {
            return "scc.port." + key;
        }

        private String variable() {
            return setting().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }
    }

    private final Map<Listener, Integer> ports;

    private Ports(Map<Listener, Integer> ports) {
        this.ports = ports;
    }

    /** The usual ports, or what {@code scc.port.<key>} (system property or environment) says; 0 is any free one. */
    public static Ports configured(Map<String, String> properties, Map<String, String> environment) {
        return configured(properties, environment, FreePorts::next);
    }

    static Ports configured(Map<String, String> properties, Map<String, String> environment, IntSupplier freePorts) {
        Map<Listener, Integer> chosen = new EnumMap<>(Listener.class);
        for (Listener listener : Listener.values()) {
            String value = properties.getOrDefault(listener.setting(), environment.get(listener.variable()));
            chosen.put(listener, value == null ? Integer.valueOf(listener.usual) : parse(listener, value));
        }
        return new Ports(withFreeOnes(chosen, freePorts));
    }

    /** Any free ports, for tests. */
    public static Ports free() {
        Map<Listener, Integer> any = new EnumMap<>(Listener.class);
        for (Listener listener : Listener.values()) {
            any.put(listener, 0);
        }
        return new Ports(withFreeOnes(any, FreePorts::next));
    }

    /** A port that is free now may be one that somebody chose. */
    private static Map<Listener, Integer> withFreeOnes(Map<Listener, Integer> chosen, IntSupplier freePorts) {
        chosen.replaceAll((listener, port) -> {
            int next = port;
            while (next == 0 || port == 0 && chosen.containsValue(next)) {
                next = freePorts.getAsInt();
            }
            return next;
        });
        return chosen;
    }

    private static int parse(Listener listener, String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new StackFailure(listener.setting() + "=" + value + " is not a port number", e);
        }
        throw new StackFailure(listener.setting() + "=" + value + " is not a port number (0 to 65535)");
    }

    public int of(Listener listener) {
        return ports.get(listener);
    }

    /**
     * Tries every port before anything starts.
     *
     * @throws StackFailure names each port that is in use, and its setting
     */
    public void requireFree() {
        List<String> busy = ports.entrySet().stream()
                .filter(entry -> !isFree(entry.getValue()))
                .map(entry -> "  port " + entry.getValue() + " is in use: choose another one with -D"
                        + entry.getKey().setting() + "=<port>, or any free one with -D"
                        + entry.getKey().setting() + "=0")
                .toList();
        if (!busy.isEmpty()) {
            throw new StackFailure("Nothing was started.\n" + String.join("\n", busy));
        }
        requireDistinct();
    }

    private void requireDistinct() {
        Map<Integer, List<String>> users = ports.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(entry -> entry.getKey().setting(), Collectors.toList())));
        users.forEach((port, settings) -> {
            if (settings.size() > 1) {
                throw new StackFailure("Nothing was started.\n  port " + port + " is given to more than one part: "
                        + String.join(", ", settings));
            }
        });
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
