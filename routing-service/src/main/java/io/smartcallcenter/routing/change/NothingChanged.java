package io.smartcallcenter.routing.change;

/** There is no draft that could be published. */
public final class NothingChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingChanged() {
        super("nothing has been changed since the newest version");
    }
}
