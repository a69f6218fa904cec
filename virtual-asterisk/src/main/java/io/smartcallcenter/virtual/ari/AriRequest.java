package io.smartcallcenter.virtual.ari;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One REST request: its path below {@code /ari}, its query and its JSON body. */
record AriRequest(HttpMethod method, List<String> path, MultiMap query, JsonObject body) {

    static AriRequest of(HttpServerRequest request, List<String> path, String body) {
        JsonObject json;
        try {
            json = body.isBlank() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException malformed) {
            throw AriError.badRequest("Error parsing request body");
        }
        return new AriRequest(request.method(), path, request.params(), json);
    }

    int depth() {
        return path.size();
    }

    String at(int index) {
        return path.get(index);
    }

    boolean is(HttpMethod wanted) {
        return method.equals(wanted);
    }

    /** A parameter from the query or else from the body; null when missing. */
    String parameter(String name) {
        String value = query.get(name);
        if (value == null && body.getValue(name) != null && !(body.getValue(name) instanceof JsonObject)) {
            value = String.valueOf(body.getValue(name));
        }
        return value;
    }

    String parameter(String name, String otherwise) {
        String value = parameter(name);
        return value == null ? otherwise : value;
    }

    String required(String name, String message) {
        String value = parameter(name);
        if (value == null || value.isEmpty()) {
            throw AriError.badRequest(message);
        }
        return value;
    }
}
