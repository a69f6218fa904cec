package io.smartcallcenter.embedded;

import de.bwaldvogel.mongo.MongoServer;
import io.smartcallcenter.embedded.mongo.IndexedBackend;

/** A server that speaks MongoDB's wire protocol, in memory, inside this JVM, on 127.0.0.1 only. */
public final class EmbeddedMongo implements AutoCloseable {

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts an empty server.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedMongo start(int port) {
        QuietLogs.apply();
        MongoServer server = new MongoServer(new IndexedBackend());
        server.bind("127.0.0.1", port);
        return new EmbeddedMongo(server, server.getLocalAddress().getPort());
    }

    public String connectionString() {
        return "mongodb://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Ends it; all data are gone. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
