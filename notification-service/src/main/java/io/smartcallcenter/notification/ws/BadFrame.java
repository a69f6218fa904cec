package io.smartcallcenter.notification.ws;

import com.fasterxml.jackson.databind.JsonNode;

/** A frame that is no valid request. {@code id} is null when the frame has no usable one. */
final class BadFrame extends Exception {

    private final transient JsonNode id;
    private final ErrorCode error;

    BadFrame(JsonNode id, ErrorCode error, String message) {
        super(message, null, false, false);
        this.id = id;
        this.error = error;
    }

    JsonNode id() {
        return id;
    }

    ErrorCode error() {
        return error;
    }

    /** Not even an object of JSON: this is no client of ours. */
    boolean fatal() {
        return error == null;
    }
}
