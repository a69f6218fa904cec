package io.smartcallcenter.virtual.control;

import io.smartcallcenter.virtual.BootProfile;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.queuelog.RecentLines;
import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.smartcallcenter.virtual.scenario.script.Stagehand;
import io.smartcallcenter.virtual.scenario.script.Step;
import io.smartcallcenter.virtual.scenario.script.file.InvalidScenario;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What the paths below {@code /control} do. A request becomes a step of a scenario, so that both have the same words, checks and
 * faults.
 */
final class ControlApi {

    /** Finished runs are kept for so many more. */
    private static final int MOST_RUNS = 100;

    private final Map<String, ScenarioRun> runs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScenarioRun> eldest) {
            return size() > MOST_RUNS && eldest.getValue().finished().isDone();
        }
    };
    private final ScenarioReader reader = new ScenarioReader();
    private final VirtualAsterisk asterisk;
    private final Stagehand stagehand;
    private final Snapshot snapshot;

    /** {@code body} is JSON, or null for none. */
    record Answer(int status, String body) {
        static final Answer DONE = new Answer(204, null);

        static Answer ok(JsonObject json) {
            return new Answer(200, json.encode());
        }

        static Answer created(JsonObject json) {
            return new Answer(201, json.encode());
        }
    }

    ControlApi(VirtualAsterisk asterisk) {
        this.asterisk = asterisk;
        this.stagehand = new Stagehand(asterisk);
        this.snapshot = new Snapshot(asterisk);
    }

    Answer handle(String method, List<String> path, MultiMap query, String body) {
        String what = path.get(0) + "/" + path.size();
        return switch (what) {
            case "state/1" -> only("GET", method, () -> Answer.ok(snapshot.state()));
            case "queue-log/1" -> only("GET", method, () -> queueLog(query));
            case "calls/1" -> only("POST", method, () -> call(json(body)));
            case "calls/2" -> only("DELETE", method, () -> step(new JsonObject().put("hangup", known(path.get(1)))));
            case "calls/3" -> only("POST", method, () -> press(path, json(body)));
            case "steps/1" -> only("POST", method, () -> step(json(body)));
            case "operators/2" -> only("PUT", method, () -> operator(path.get(1), json(body)));
            case "scenarios/1" -> only("POST", method, () -> play(query, body));
            case "scenarios/2" -> scenario(method, path.get(1));
            case "faults/2" -> fault(method, link(path.get(1)), body);
            case "kill/1" -> only("POST", method, () -> done(asterisk.faults().kill()::join));
            case "restart/1" -> only("POST", method, () -> restart(json(body)));
            default -> throw Problem.notFound("There is nothing at this path");
        };
    }

    private interface Handler {
        Answer run();
    }

    private static Answer only(String allowed, String method, Handler handler) {
        if (!allowed.equals(method)) {
            throw Problem.wrongMethod();
        }
        return handler.run();
    }

    private static Answer done(Runnable action) {
        action.run();
        return Answer.DONE;
    }

    private static JsonObject json(String body) {
        try {
            return body.isBlank() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException malformed) {
            throw Problem.badRequest(List.of("the body: is not a JSON object"));
        }
    }

    private Step read(JsonObject json) {
        try {
            return reader.step(json.encode());
        } catch (InvalidScenario invalid) {
            throw Problem.badRequest(invalid.faults());
        }
    }

    private Answer step(JsonObject json) {
        Step step = read(json);
        if (step instanceof Step.Wait || step instanceof Step.Until) {
            throw Problem.badRequest(List.of("the body: only a scenario waits"));
        }
        stagehand.perform(step);
        return Answer.DONE;
    }

    /** The name of the call is its address; the Uniqueid is what ARI and AMI call it. */
    private Answer call(JsonObject body) {
        String name = UUID.randomUUID().toString();
        JsonObject step = new JsonObject().put("call", name);
        body.forEach(field -> step.put(field.getKey(), field.getValue()));
        if (body.containsKey("call")) {
            throw Problem.badRequest(List.of("call: unknown key"));
        }
        step(step);
        String uniqueid = stagehand.call(name).uniqueid().join();
        return Answer.created(new JsonObject().put("id", name).put("uniqueid", uniqueid));
    }

    private String known(String call) {
        try {
            stagehand.call(call);
        } catch (IllegalStateException unknown) {
            throw Problem.notFound("There is no such call");
        }
        return call;
    }

    private Answer press(List<String> path, JsonObject body) {
        if (!path.get(2).equals("press")) {
            throw Problem.notFound("There is nothing at this path");
        }
        return step(new JsonObject().put("press", known(path.get(1))).put("keys", body.getValue("keys")));
    }

    private Answer operator(String number, JsonObject body) {
        if (body.containsKey("does")) {
            step(new JsonObject().put("phone", number).put("does", body.getValue("does")));
        }
        if (body.containsKey("registered")) {
            if (!(body.getValue("registered") instanceof Boolean there)) {
                throw Problem.badRequest(List.of("registered: must be true or false"));
            }
            step(new JsonObject().put(there ? "register" : "unregister", number));
        }
        return Answer.DONE;
    }

    private synchronized Answer play(MultiMap query, String body) {
        Scenario scenario;
        try {
            String shipped = query.get("shipped");
            scenario = shipped == null ? reader.read(body) : shipped(shipped);
        } catch (InvalidScenario invalid) {
            throw Problem.badRequest(invalid.faults());
        }
        ScenarioRun run = asterisk.play(scenario);
        runs.put(run.id(), run);
        return Answer.created(Snapshot.run(run));
    }

    private Scenario shipped(String name) {
        if (!name.matches("[a-z0-9-]{1,60}")) {
            throw Problem.notFound("There is no such scenario");
        }
        try {
            return reader.shipped(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound("There is no such scenario");
        }
    }

    private synchronized Answer scenario(String method, String id) {
        ScenarioRun run = runs.get(id);
        if (run == null) {
            throw Problem.notFound("There is no such run");
        }
        return switch (method) {
            case "GET" -> Answer.ok(Snapshot.run(run));
            case "DELETE" -> done(run::close);
            default -> throw Problem.wrongMethod();
        };
    }

    private static Link link(String name) {
        return switch (name) {
            case "ari", "ami" -> Link.valueOf(name.toUpperCase(Locale.ROOT));
            default -> throw Problem.notFound("There is no such link");
        };
    }

    private Answer fault(String method, Link link, String body) {
        if (method.equals("DELETE")) {
            return done(asterisk.faults().shape(link, Shape.NONE)::join);
        }
        if (!method.equals("POST")) {
            throw Problem.wrongMethod();
        }
        JsonObject json = json(body);
        String verb = json.containsKey("for") ? "cut" : "slow";
        JsonObject step = new JsonObject().put(verb, link.name().toLowerCase(Locale.ROOT));
        json.forEach(field -> step.put(field.getKey(), field.getValue()));
        return step(step);
    }

    private Answer restart(JsonObject body) {
        Step step = read(new JsonObject().put("restart", body.getValue("how", "as recorded")));
        boolean recorded = step instanceof Step.Restart restart && restart.recorded();
        asterisk.faults().restart(recorded ? BootProfile.RECORDED : BootProfile.INSTANT);
        return new Answer(202, null);
    }

    private Answer queueLog(MultiMap query) {
        String from = query.contains("from") ? query.get("from") : "0";
        if (!from.matches("\\d{1,18}")) {
            throw Problem.badRequest(List.of("from: must be a whole number"));
        }
        RecentLines.Since since = asterisk.queueLogSince(Long.parseLong(from));
        return Answer.ok(new JsonObject().put("next", since.next()).put("lines", new JsonArray(since.lines())));
    }
}
