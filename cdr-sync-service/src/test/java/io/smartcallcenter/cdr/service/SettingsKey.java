package io.smartcallcenter.cdr.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smartcallcenter.embedded.Secrets;
import java.util.Map;

/** A key for stored passwords, made up at each start. */
public class SettingsKey implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("scc.cdr.settings-key", Secrets.key());
    }

    @Override
    public void stop() {}
}
