package io.smartcallcenter.gateway.setup;

import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ARI tells: reachable, login, version, modules, application, endpoints. */
final class AriChecks {

    private static final Set<String> NEEDED = Set.of(
            "app_queue.so",
            "app_stasis.so",
            "res_ari.so",
            "res_ari_applications.so",
            "res_ari_bridges.so",
            "res_ari_channels.so",
            "res_ari_endpoints.so",
            "res_ari_events.so",
            "res_ari_playbacks.so",
            "res_stasis.so");
    private static final Set<String> CDR_TABLES = Set.of("cdr_adaptive_odbc.so", "cdr_odbc.so", "cdr_mysql.so");
    private static final int MAX_TEXT = 60;

    private final AriProbe probe;
    private final AriEndpoint endpoint;
    private final List<Check> checks = new ArrayList<>();
    private String version;
    private Boolean connected;
    private List<String> modules = List.of();
    private List<AsteriskFacts.Endpoint> endpoints = List.of();

    AriChecks(AriProbe probe, AriEndpoint endpoint) {
        this.probe = probe;
        this.endpoint = endpoint;
    }

    List<Check> checks() {
        return checks;
    }

    String version() {
        return version;
    }

    Boolean connected() {
        return connected;
    }

    List<String> modules() {
        return modules;
    }

    List<AsteriskFacts.Endpoint> endpoints() {
        return endpoints;
    }

    /** Whether ARI can be used: true if it makes sense to go on. */
    Future<Boolean> connection() {
        return probe.get("/asterisk/info").map(this::loggedIn).otherwise(failure -> {
            checks.add(Check.fail(
                    "ari.reachable",
                    5,
                    endpoint + " is not reached: " + shortened(failure.getMessage()),
                    "check host and port, and enabled = yes and bindaddr in http.conf"));
            return false;
        });
    }

    private boolean loggedIn(AriProbe.Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            checks.add(Check.pass("ari.reachable", 5, endpoint + " answers"));
            checks.add(Check.fail(
                    "ari.login",
                    4,
                    "user name or password is refused",
                    "create the user in ari.conf (type = user, password = ...) and run `module reload res_ari.so`"));
            return false;
        }
        if (!answer.ok()) {
            checks.add(Check.fail(
                    "ari.reachable",
                    5,
                    endpoint + " answers " + answer.status() + " to /ari/asterisk/info",
                    "load res_ari.so, set enabled = yes in ari.conf, and check the prefix of http.conf"));
            return false;
        }
        checks.add(Check.pass("ari.reachable", 5, endpoint + " answers"));
        checks.add(Check.pass("ari.login", 4, "the user is known"));
        version = shortened(
                answer.object().getJsonObject("system", new JsonObject()).getString("version", ""));
        checks.add(version(version));
        return true;
    }

    private static Check version(String version) {
        int dot = version.indexOf('.');
        String major = dot < 0 ? version : version.substring(0, dot);
        return major.equals("22")
                ? Check.pass("asterisk.version", 0, "Asterisk " + version)
                : Check.warn(
                        "asterisk.version",
                        0,
                        "Asterisk " + version + " was never tried",
                        "Asterisk 22 is the version that the product is tested with");
    }

    Future<Void> application() {
        return probe.deleteNothing()
                .map(answer -> checks.add(writes(answer)))
                .compose(done -> probe.get("/applications/" + encoded(endpoint.app())))
                .map(answer -> {
                    connected = answer.ok() ? Boolean.TRUE : answer.status() == 404 ? Boolean.FALSE : null;
                    return checks.add(application(answer));
                })
                .mapEmpty();
    }

    private static Check writes(AriProbe.Answer answer) {
        return answer.status() == 403
                ? Check.fail("ari.write", 4, "the user is read_only", "set read_only = no for the user in ari.conf")
                : Check.pass("ari.write", 4, "the user may control calls");
    }

    private Check application(AriProbe.Answer answer) {
        String name = "Stasis application " + endpoint.app();
        return answer.ok()
                ? Check.pass("ari.application", 1, name + " is connected")
                : Check.warn(
                        "ari.application",
                        1,
                        name + " is not connected: callers take the dialplan's own fallback",
                        "it connects as soon as a gateway runs this node; check the dialplan names the same application");
    }

    Future<Void> modulesAndEndpoints() {
        return probe.get("/asterisk/modules")
                .onSuccess(this::modules)
                .compose(done -> probe.get("/endpoints"))
                .onSuccess(this::endpoints)
                .mapEmpty();
    }

    private void modules(AriProbe.Answer answer) {
        if (!answer.ok()) {
            checks.add(Check.skip("asterisk.modules", 0, "the list of modules cannot be read", "`module show` tells"));
            checks.add(Check.skip("cdr.backend", 6, "the list of modules cannot be read", "`cdr show status` tells"));
            return;
        }
        Set<String> running = objects(answer.list())
                .filter(module -> "Running".equals(module.getString("status")))
                .map(module -> module.getString("name", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(NEEDED);
        missing.removeAll(running);
        modules = running.stream()
                .filter(name -> NEEDED.contains(name) || name.startsWith("cdr_"))
                .toList();
        checks.add(
                missing.isEmpty()
                        ? Check.pass("asterisk.modules", 0, "all modules that are needed run")
                        : Check.fail(
                                "asterisk.modules",
                                0,
                                "not running: " + String.join(", ", missing),
                                "load them in modules.conf"));
        checks.add(
                running.stream().anyMatch(CDR_TABLES::contains)
                        ? Check.pass("cdr.backend", 6, "CDRs go to a database")
                        : Check.warn(
                                "cdr.backend",
                                6,
                                "no CDR backend for a database runs",
                                "load cdr_adaptive_odbc.so for asteriskcdrdb; without it there is no reconciliation"));
    }

    private void endpoints(AriProbe.Answer answer) {
        endpoints = objects(answer.list())
                .map(endpoint -> new AsteriskFacts.Endpoint(
                        shortened(endpoint.getString("technology", "") + "/" + endpoint.getString("resource", "")),
                        shortened(endpoint.getString("state", "unknown"))))
                .toList();
        long online = endpoints.stream()
                .filter(endpoint -> endpoint.state().equals("online"))
                .count();
        String seen = endpoints.size() + " endpoints, " + online + " online";
        checks.add(
                online > 0
                        ? Check.pass("endpoints", 2, seen)
                        : Check.warn(
                                "endpoints",
                                2,
                                seen,
                                "create the operators' endpoints in pjsip.conf, and register phones"));
    }

    private static Stream<JsonObject> objects(JsonArray list) {
        return list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        String some = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ");
        return some.substring(0, Math.min(MAX_TEXT, some.length()));
    }
}
