package io.smartcallcenter.routing.publication;

/** Somebody else has published this version meanwhile. */
public final class VersionTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long version;

    VersionTaken(long version) {
        super("version " + version + " has been published meanwhile");
        this.version = version;
    }

    public long version() {
        return version;
    }
}
