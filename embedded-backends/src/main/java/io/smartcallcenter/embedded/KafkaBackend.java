package io.smartcallcenter.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test the JVM's Kafka with all topics of the suite. */
public class KafkaBackend implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", SharedBackends.<String>shared("kafka"));
    }

    /** It stays for the next test class and ends with the JVM. */
    @Override
    public void stop() {}
}
