package io.smartcallcenter.virtual.ari;

/** An answer other than success; the message goes out as {@code {"message": ...}}. */
final class AriError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private AriError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static AriError badRequest(String message) {
        return new AriError(400, message);
    }

    static AriError notFound(String message) {
        return new AriError(404, message);
    }

    static AriError conflict(String message) {
        return new AriError(409, message);
    }

    static AriError unprocessable(String message) {
        return new AriError(422, message);
    }

    static AriError internal(String message) {
        return new AriError(500, message);
    }

    static AriError wrongMethod() {
        return new AriError(405, "Invalid method");
    }
}
