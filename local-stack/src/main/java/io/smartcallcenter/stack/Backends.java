package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMariaDb;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.stack.Ports.Listener;

/** The servers that the services stand on. Each starts when it is asked for. */
final class Backends implements AutoCloseable {

    private final Ports ports;
    private volatile EmbeddedKafka kafka;
    private volatile EmbeddedMongo mongo;
    private volatile EmbeddedMariaDb mariaDb;

    Backends(Ports ports) {
        this.ports = ports;
    }

    void startKafka() {
        kafka = EmbeddedKafka.start(ports.of(Listener.KAFKA));
    }

    void startMongo() {
        mongo = EmbeddedMongo.start(ports.of(Listener.MONGODB));
    }

    void startMariaDb() {
        mariaDb = EmbeddedMariaDb.start(ports.of(Listener.MARIADB));
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedMongo mongo() {
        return mongo;
    }

    EmbeddedMariaDb mariaDb() {
        return mariaDb;
    }

    @Override
    public void close() {
        Closing.each(mariaDb, mongo, kafka);
    }
}
