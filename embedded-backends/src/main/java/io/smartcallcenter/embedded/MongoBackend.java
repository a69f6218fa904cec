package io.smartcallcenter.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test the JVM's MongoDB wire server. */
public class MongoBackend implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.mongodb.connection-string", SharedBackends.<String>shared("mongo"));
    }

    /** It stays for the next test class and ends with the JVM. */
    @Override
    public void stop() {}
}
