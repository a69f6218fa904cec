package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code /ari/asterisk}, {@code endpoints}, {@code deviceStates} and {@code applications}. */
final class SystemResource {

    private final Pbx pbx;
    private final Applications applications;

    SystemResource(Pbx pbx, Applications applications) {
        this.pbx = pbx;
        this.applications = applications;
    }

    AriResponse asterisk(AriRequest request) {
        String what = request.depth() == 2 ? request.at(1) : "";
        return switch (what) {
            case "info" -> AriResponse.ok(info());
            case "ping" ->
                AriResponse.ok(applications
                        .json()
                        .open()
                        .with("asterisk_id", Pbx.ENTITY_ID)
                        .with("ping", "pong")
                        .time("timestamp", pbx.clock().now())
                        .close());
            default -> throw AriError.notFound("Resource not found");
        };
    }

    private JsonText info() {
        JsonText json = applications.json().open();
        json.name("build").open();
        json.with("os", "Linux").with("kernel", "").with("machine", "x86_64").with("options", "");
        json.with("date", "").with("user", "").close();
        json.name("system")
                .open()
                .with("version", Pbx.VERSION)
                .with("entity_id", Pbx.ENTITY_ID)
                .close();
        json.name("config")
                .open()
                .with("name", "")
                .with("default_language", "en")
                .with("max_channels", 0)
                .close();
        json.name("status").open();
        json.time("startup_time", pbx.started())
                .time("last_reload_time", pbx.started())
                .close();
        return json.close();
    }

    AriResponse endpoints(AriRequest request) {
        if (request.depth() == 3) {
            Endpoint endpoint = request.at(1).equals("PJSIP") ? pbx.devices().get(request.at(2)) : null;
            if (endpoint == null) {
                throw AriError.notFound("Endpoint not found");
            }
            return AriResponse.ok(applications.json().endpoint(endpoint));
        }
        JsonText json = applications.json().openList();
        pbx.devices().all().forEach(json::endpoint);
        return AriResponse.ok(json.closeList());
    }

    /** Only states that an ARI client has made itself are listed, and there are none (trace 01). */
    AriResponse deviceStates(AriRequest request) {
        if (request.depth() == 1) {
            return AriResponse.ok(applications.json().openList().closeList());
        }
        String device = request.at(1);
        Endpoint endpoint = pbx.devices().byInterface(device);
        return AriResponse.ok(applications
                .json()
                .open()
                .with("name", device)
                .with("state", endpoint == null ? "UNKNOWN" : endpoint.state().name())
                .close());
    }

    AriResponse applications(AriRequest request) {
        if (request.depth() == 1) {
            JsonText json = applications.json().openList();
            applications.all().forEach(app -> applications.describe(json, app));
            return AriResponse.ok(json.closeList());
        }
        Application app = applications.get(request.at(1));
        if (app == null) {
            throw AriError.notFound("Application not found");
        }
        if (request.depth() == 3 && request.at(2).equals("eventFilter") && request.is(HttpMethod.PUT)) {
            app.filter(types(request.body(), "allowed"), types(request.body(), "disallowed"));
        } else if (request.depth() == 3 && request.at(2).equals("subscription")) {
            subscribe(request, app);
        } else if (request.depth() != 2) {
            throw AriError.notFound("Resource not found");
        }
        return AriResponse.ok(applications.describe(applications.json(), app));
    }

    private static void subscribe(AriRequest request, Application app) {
        String source = request.required("eventSource", "Missing parameter eventSource");
        if (source.startsWith("channel:")) {
            String id = source.substring("channel:".length());
            if (request.is(HttpMethod.DELETE)) {
                app.channels().remove(id);
            } else {
                app.channels().add(id);
            }
        }
    }

    private static Set<String> types(JsonObject filter, String name) {
        Set<String> types = new LinkedHashSet<>();
        Object list = filter.getValue(name);
        if (list instanceof JsonArray array) {
            for (Object each : array) {
                if (!(each instanceof JsonObject object) || !(object.getValue("type") instanceof String type)) {
                    throw AriError.badRequest("Bad event filter");
                }
                types.add(type);
            }
        }
        return types;
    }
}
