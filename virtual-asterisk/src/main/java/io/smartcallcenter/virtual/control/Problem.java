package io.smartcallcenter.virtual.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** An answer of application/problem+json (RFC 9457); {@code faults} name the places in what was sent. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient List<String> faults;

    Problem(int status, String title, String detail, List<String> faults) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.faults = faults;
    }

    static Problem badRequest(List<String> faults) {
        return new Problem(400, "Bad Request", "What was sent cannot be used", faults);
    }

    static Problem notFound(String what) {
        return new Problem(404, "Not Found", what, List.of());
    }

    static Problem conflict(String why) {
        return new Problem(409, "Conflict", why, List.of());
    }

    static Problem wrongMethod() {
        return new Problem(405, "Method Not Allowed", "This path has no such method", List.of());
    }

    int status() {
        return status;
    }

    String json() {
        JsonObject json = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        if (!faults.isEmpty()) {
            json.put("faults", new JsonArray(faults));
        }
        return json.encode();
    }
}
