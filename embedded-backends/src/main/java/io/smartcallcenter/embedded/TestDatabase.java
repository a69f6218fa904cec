package io.smartcallcenter.embedded;

import java.util.UUID;

/**
 * Where a storage test (tagged {@code storage}) has its documents: on the MongoDB wire server of the JVM, or on a server of
 * one's own (see {@link SharedBackends}). Nobody empties either of them: a test takes a database that no other test has.
 */
public final class TestDatabase {

    private TestDatabase() {}

    /** The connection string of the server. */
    public static String server() {
        return SharedBackends.shared("mongo");
    }

    /** A name that no database on the server has yet. */
    public static String freshName() {
        return "test_" + UUID.randomUUID();
    }
}
