package io.smartcallcenter.gateway.command;

/** A command whose content can never be executed: it goes to the dead letters. */
public final class InvalidCommand extends RuntimeException {

    InvalidCommand(String message) {
        super(message, null, false, false);
    }
}
