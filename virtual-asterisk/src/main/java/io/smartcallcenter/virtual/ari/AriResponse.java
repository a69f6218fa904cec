package io.smartcallcenter.virtual.ari;

/** A successful answer; {@code body} is JSON, or empty with 204. */
record AriResponse(int status, String body) {

    static final AriResponse NO_CONTENT = new AriResponse(204, "");

    static AriResponse ok(JsonText json) {
        return new AriResponse(200, json.toString());
    }
}
