package io.smartcallcenter.defaults.secret;

/** A stored secret cannot be read: it has to be given again. */
public final class UndecipherableSecret extends RuntimeException {

    private static final long serialVersionUID = 1;

    UndecipherableSecret(String message) {
        super("the stored secret cannot be read: " + message);
    }
}
