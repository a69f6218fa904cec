package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.EmbeddedMariaDb;
import io.smartcallcenter.embedded.Secrets;
import io.smartcallcenter.stack.Ports.Listener;
import java.util.Map;
import java.util.TreeMap;

/** What each service is told, as environment variables. */
final class ServiceSettings {

    /** One for as long as the stack runs: a service that is started anew reads what it has stored. */
    private final String settingsKey = Secrets.key();

    private static final String HOST = "127.0.0.1";

    private final Options options;
    private final Backends backends;
    private final PbxAccess pbx;
    private final String publicKey;
    private final String issuer;

    ServiceSettings(Options options, Backends backends, PbxAccess pbx, String publicKey, String issuer) {
        this.options = options;
        this.backends = backends;
        this.pbx = pbx;
        this.publicKey = publicKey;
        this.issuer = issuer;
    }

    Map<String, String> of(Part part) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", backends.kafka().bootstrapServers());
        settings.put("SCC_JWT_PUBLIC_KEY_LOCATION", publicKey);
        settings.put("SCC_JWT_ISSUER", issuer);
        settings.put("QUARKUS_HTTP_HOST", HOST);
        settings.put("QUARKUS_MANAGEMENT_HOST", HOST);
        settings.put("QUARKUS_HTTP_PORT", port(http(part)));
        settings.put("QUARKUS_MANAGEMENT_PORT", port(management(part)));
        switch (part) {
            case GATEWAY -> {
                asterisk(settings);
                settings.put(
                        "SCC_GATEWAY_PUBLISH_DIRECTORY",
                        options.runDirectory().resolve("gateway-events").toString());
            }
            case ROUTING -> {
                mongo(settings);
                settings.put("SCC_ROUTING_GATEWAY_URL", "http://" + HOST + ":" + port(Listener.GATEWAY));
                settings.put(
                        "SCC_ROUTING_RULES",
                        options.home().resolve("deploy/routing/rules.yaml").toString());
            }
            case KPI -> mongo(settings);
            case CDR_SYNC -> {
                mongo(settings);
                cdrDatabase(settings);
                settings.put("SCC_CDR_SETTINGS_KEY", settingsKey);
            }
            case NOTIFICATION -> {
                mongo(settings);
                settings.put("SCC_CONSOLE_TOKEN_URL", "/auth/token");
                settings.put("SCC_NOTIFICATION_SETTINGS_KEY", settingsKey);
            }
            default -> throw new IllegalArgumentException(part + " is no service");
        }
        settings.putAll(options.settings().getOrDefault(part, Map.of()));
        return settings;
    }

    private void asterisk(Map<String, String> settings) {
        settings.put("SCC_GATEWAY_INSTANCE", "local-stack");
        settings.put("SCC_GATEWAY_ADDRESS", "http://" + HOST + ":" + port(Listener.GATEWAY));
        settings.put("SCC_ASTERISK_ARI_URL", "http://" + HOST + ":" + port(Listener.ARI));
        settings.put("SCC_ASTERISK_ARI_USERNAME", pbx.ariUsername());
        settings.put("SCC_ASTERISK_ARI_PASSWORD", pbx.ariPassword());
        settings.put("SCC_ASTERISK_AMI_HOST", HOST);
        settings.put("SCC_ASTERISK_AMI_PORT", port(Listener.AMI));
        settings.put("SCC_ASTERISK_AMI_USERNAME", pbx.amiUsername());
        settings.put("SCC_ASTERISK_AMI_PASSWORD", pbx.amiPassword());
    }

    private void mongo(Map<String, String> settings) {
        settings.put("QUARKUS_MONGODB_CONNECTION_STRING", backends.mongo().connectionString());
    }

    private void cdrDatabase(Map<String, String> settings) {
        EmbeddedMariaDb database = backends.mariaDb();
        settings.put("SCC_CDR_DATABASE_HOST", database.host());
        settings.put("SCC_CDR_DATABASE_PORT", Integer.toString(database.port()));
        settings.put("SCC_CDR_DATABASE_USERNAME", database.username());
        settings.put("SCC_CDR_DATABASE_PASSWORD", database.password());
        settings.put("SCC_CDR_DATABASE_NAME", database.database());
    }

    private String port(Listener listener) {
        return Integer.toString(options.ports().of(listener));
    }

    static Listener http(Part part) {
        return Listener.valueOf(part.name());
    }

    static Listener management(Part part) {
        return Listener.valueOf(part.name() + "_MANAGEMENT");
    }
}
