package io.smartcallcenter.routing.change;

/** The document can be read and used, and does not fit into one record of the topic. */
public final class TooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLarge(long bytes, long most) {
        super("the rules are " + bytes + " bytes as they are published, and " + most + " are allowed");
    }
}
