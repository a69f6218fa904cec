package io.smartcallcenter.gateway.node;

import io.smartcallcenter.gateway.config.GatewayConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who this gateway is among the others, and where its API is reached. */
record Identity(String instance, String address) {

    static Identity of(GatewayConfig config, int port) {
        String here = hostName() + ":" + port;
        return new Identity(config.instance().orElse(here), config.address().orElse("http://" + here));
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
