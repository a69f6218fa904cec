package io.smartcallcenter.gateway.ami;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where the AMI is and who we are. */
public record AmiEndpoint(String host, int port, String username, String secret) {

    /**
     * Empty without credentials: then the node is run over ARI alone.
     *
     * @throws IllegalArgumentException one of the two is missing
     */
    public static Optional<AmiEndpoint> of(
            String host, int port, Optional<String> username, Optional<String> password) {
        if (username.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(
                    "Missing: scc.asterisk.ami." + (username.isPresent() ? "password" : "username"));
        }
        return username.map(name -> new AmiEndpoint(host, port, name, password.get()));
    }

    /** A password may be sent as it is only to the own machine: the AMI has no encryption of its own. */
    boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
