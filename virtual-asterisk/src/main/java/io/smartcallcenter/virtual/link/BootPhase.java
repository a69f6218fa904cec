package io.smartcallcenter.virtual.link;

/** What ARI answers while the PBX comes up (trace 18). */
public enum BootPhase {
    /** The HTTP server is there, res_ari is not. */
    NOT_LOADED(404, "Not Found"),
    BOOTING(503, "Service Unavailable"),
    UP(200, "");

    private final int status;
    private final String message;

    BootPhase(int status, String message) {
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
