package io.smartcallcenter.gateway.normalize;

/** A frame that lacks what it must have; it is counted and skipped. */
final class BrokenFrame extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenFrame(String message) {
        super(message, null, false, false);
    }
}
