package io.smartcallcenter.virtual.queue;

/** The ring strategies of app_queue that the project uses. */
public enum Strategy {
    RINGALL,
    LEASTRECENT,
    FEWESTCALLS,
    RRMEMORY,
    LINEAR;

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
