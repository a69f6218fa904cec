package io.smartcallcenter.gateway.node;

import io.smartcallcenter.gateway.config.GatewayConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Who this gateway is among the others, and where its API is reached. */
record Identity(String instance, String address) {

    /** What Kafka takes as the id of a group's member. */
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,240}");

    /** @throws IllegalArgumentException naming the setting that is wrong */
    static Identity of(GatewayConfig config, int port) {
        String host = hostName();
        String instance = config.instance().orElse(host.replaceAll("[^A-Za-z0-9._-]", "-") + "-" + port);
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "scc.gateway.instance is 1 to 240 letters, digits, '.', '_' or '-', not '" + instance + "'");
        }
        return new Identity(instance, config.address().orElse("http://" + host + ":" + port));
    }

    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
