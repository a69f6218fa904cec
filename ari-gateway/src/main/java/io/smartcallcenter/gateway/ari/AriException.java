package io.smartcallcenter.gateway.ari;

/** ARI answered with an error status. */
public final class AriException extends RuntimeException {

    private final int status;

    AriException(int status, String request, String message) {
        super(request + " -> " + status + " " + message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** What was asked for does not exist (any more). */
    public static boolean notFound(Throwable failure) {
        return failure instanceof AriException ari && ari.status() == 404;
    }

    /** The channel does not exist any more (404) or has left the application (409): there is nothing to do for it. */
    public boolean channelGone() {
        return status == 404 || status == 409;
    }

    public static boolean channelGone(Throwable failure) {
        return failure instanceof AriException ari && ari.channelGone();
    }
}
