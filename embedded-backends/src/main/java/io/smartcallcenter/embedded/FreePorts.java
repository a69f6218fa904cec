package io.smartcallcenter.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that the operating system says are free now. */
public final class FreePorts {

    private FreePorts() {}

    /** One that is free now may be named again: never this one. */
    static int otherThan(int port) {
        int next = next();
        return next == port ? otherThan(port) : next;
    }

    public static int next() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
