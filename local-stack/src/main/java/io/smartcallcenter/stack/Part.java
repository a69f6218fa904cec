package io.smartcallcenter.stack;

/** What the stack consists of, in the order in which it starts. */
public enum Part {
    KAFKA("kafka", "Apache Kafka"),
    MONGODB("mongodb", "MongoDB wire server"),
    MARIADB("mariadb", "MariaDB (asteriskcdrdb)"),
    ASTERISK("asterisk", "virtual Asterisk"),
    GATEWAY("gateway", "ari-gateway"),
    ROUTING("routing", "routing-service"),
    KPI("kpi", "kpi-service"),
    CDR_SYNC("cdr-sync", "cdr-sync-service"),
    NOTIFICATION("notification", "notification-service"),
    ORIGIN("origin", "origin (reverse proxy, tokens)");

    private final String key;
    private final String title;

    Part(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** The name in settings and in {@link LocalStack#stop(String)}. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** The part of this name. */
    public static Part of(String key) {
        for (Part part : values()) {
            if (part.key.equals(key)) {
                return part;
            }
        }
        throw new IllegalArgumentException("No part is called '" + key + "'");
    }
}
