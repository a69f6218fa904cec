package io.smartcallcenter.virtual.queue;

/** The ring strategies of app_queue that the project uses. */
public enum Strategy {
    RINGALL,
    LEASTRECENT,
    FEWESTCALLS,
    RRMEMORY,
    LINEAR;

    /** What is no strategy is ringall, as app_queue reads it. */
    public static Strategy of(String text) {
        for (Strategy strategy : values()) {
            if (strategy.text().equalsIgnoreCase(text)) {
                return strategy;
            }
        }
        return RINGALL;
    }

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
