package io.smartcallcenter.notification.ws;

/** Error codes of replies. {@code temporary}: the same request may succeed later. */
enum ErrorCode {
    NOT_READY(100, "the live state is not ready yet", true),
    UNAUTHORIZED(101, "the token is not valid", false),
    UNKNOWN_CHANNEL(102, "there is no such channel", false),
    FORBIDDEN(103, "your roles do not allow this channel", false),
    UNKNOWN_OP(104, "there is no such operation", false),
    ALREADY_SUBSCRIBED(105, "you are already subscribed", false),
    LIMIT(106, "too many subscriptions on one connection", false),
    BAD_REQUEST(107, "the request is not valid", false),
    NOT_SUBSCRIBED(108, "you are not subscribed", false);

    final int code;
    final String message;
    final boolean temporary;

    ErrorCode(int code, String message, boolean temporary) {
        this.code = code;
        this.message = message;
        this.temporary = temporary;
    }
}
