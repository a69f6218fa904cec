package io.smartcallcenter.gateway.ami;

/** An action failed, was not answered in time, or the link is away. */
public final class AmiException extends RuntimeException {

    public AmiException(String message) {
        super(message, null, false, false);
    }
}
