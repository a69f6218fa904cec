package io.smartcallcenter.bench.notification;

import java.net.URI;
import java.util.List;

/** A server under test, on a core of its own: what is published to it goes to every connection. */
interface Broadcaster extends AutoCloseable {

    String name();

    URI socket();

    /** WebSocket subprotocols to offer; may be none. */
    List<String> protocols();

    /** What a client sends when it is connected, so that it gets everything; null: nothing. */
    String greeting();

    /** Publishes messages, each with this text in it; returns when the server has taken them. */
    void publish(List<String> texts);

    /** Of its process, or all of its processes, now. */
    long residentKiB();

    @Override
    void close();
}
