package io.smartcallcenter.cdr.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smartcallcenter.embedded.EmbeddedMariaDb;
import java.util.Map;

/** A MariaDB whose table has FreePBX's columns only: no id. */
public class PlainCdrTable implements QuarkusTestResourceLifecycleManager {

    private EmbeddedMariaDb database;

    @Override
    public Map<String, String> start() {
        database = EmbeddedMariaDb.start(0, EmbeddedMariaDb.CdrTable.PLAIN);
        return Map.of(
                "scc.cdr.database.host", database.host(),
                "scc.cdr.database.port", Integer.toString(database.port()),
                "scc.cdr.database.username", database.username(),
                "scc.cdr.database.password", database.password(),
                "scc.cdr.database.name", database.database());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
