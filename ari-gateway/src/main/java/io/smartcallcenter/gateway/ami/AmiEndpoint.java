package io.smartcallcenter.gateway.ami;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where the AMI is and who we are. */
public record AmiEndpoint(String host, int port, String username, String secret) {

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
