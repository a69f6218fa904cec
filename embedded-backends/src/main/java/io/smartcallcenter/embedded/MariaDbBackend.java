package io.smartcallcenter.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;

/** Gives a Quarkus test the JVM's MariaDB with the table {@code asteriskcdrdb.cdr}. */
public class MariaDbBackend implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        URI address = URI.create(SharedBackends.<String>shared("mariaDb"));
        String[] user = address.getUserInfo().split(":", 2);
        return Map.of(
                "scc.cdr.database.host", address.getHost(),
                "scc.cdr.database.port", Integer.toString(address.getPort()),
                "scc.cdr.database.username", user[0],
                "scc.cdr.database.password", user[1],
                "scc.cdr.database.name", address.getPath().substring(1));
    }

    /** It stays for the next test class and ends with the JVM. */
    @Override
    public void stop() {}
}
