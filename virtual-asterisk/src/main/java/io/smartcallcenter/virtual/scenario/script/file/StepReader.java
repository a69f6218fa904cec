package io.smartcallcenter.virtual.scenario.script.file;

import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.smartcallcenter.virtual.scenario.script.Events;
import io.smartcallcenter.virtual.scenario.script.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One step: a mapping whose first word says what happens. */
final class StepReader {

    private static final Pattern NAME = Pattern.compile("[\\w .-]{1,60}");
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,60}");
    private static final Pattern LINK = Pattern.compile("ari|ami");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Kind(Set<String> more, Function<Node, Step> read) {}

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        kind("call", StepReader::call, "from", "name", "operator", "to", "patience", "talk");
        kind("hangup", step -> new Step.Hangup(name(step, "hangup")));
        kind(
                "press",
                step -> new Step.Press(
                        name(step, "press"), step.get("keys").matching(KEYS, "keys of a telephone", null)),
                "keys");
        kind("speak", step -> new Step.Speak(name(step, "speak"), required(step.get("for"))), "for");
        kind(
                "phone",
                step -> new Step.Phone(operator(step, "phone"), ScenarioReader.reactions(step.get("does"))),
                "does");
        kind("hold", step -> new Step.Hold(operator(step, "hold"), true));
        kind("resume", step -> new Step.Hold(operator(step, "resume"), false));
        kind("transfer", step -> new Step.Transfer(operator(step, "transfer"), number(step.get("to"))), "to");
        kind("connect", step -> new Step.Connect(operator(step, "connect")));
        kind("pause", step -> pause(step, "pause", true), "queue", "reason");
        kind("unpause", step -> pause(step, "unpause", false), "queue");
        kind(
                "join",
                step -> new Step.Join(
                        operator(step, "join"),
                        queue(step.get("queue")),
                        step.get("penalty").whole(0, 1000, 0)),
                "queue",
                "penalty");
        kind("leave", step -> new Step.Leave(operator(step, "leave"), queue(step.get("queue"))), "queue");
        kind(
                "penalty",
                step -> new Step.Penalty(
                        operator(step, "penalty"),
                        queue(step.get("queue")),
                        step.get("is").whole(0, 1000, 0)),
                "queue",
                "is");
        kind(
                "ringinuse",
                step -> new Step.RingInUse(
                        operator(step, "ringinuse"),
                        queue(step.get("queue")),
                        step.get("is").yes(true)),
                "queue",
                "is");
        kind("withdraw", step -> new Step.Withdraw(name(step, "withdraw"), queue(step.get("queue"))), "queue");
        kind("register", step -> new Step.Register(operator(step, "register"), true));
        kind("unregister", step -> new Step.Register(operator(step, "unregister"), false));
        kind("cut", step -> new Step.Cut(link(step.get("cut")), required(step.get("for"))), "for");
        kind("slow", StepReader::slow, "bytesPerSecond", "delay");
        kind("kill", step -> {
            step.get("kill").matching(Pattern.compile("pbx"), "'pbx'", "pbx");
            return new Step.Kill();
        });
        kind(
                "restart",
                step -> new Step.Restart(step.get("restart")
                        .matching(Pattern.compile("at once|as recorded"), "'at once' or 'as recorded'", "")
                        .equals("as recorded")));
        kind("wait", step -> new Step.Wait(required(step.get("wait"))));
        kind("until", StepReader::until, "times", "within");
    }

    private StepReader() {}

    private static void kind(String word, Function<Node, Step> read, String... more) {
        Set<String> keys = new TreeSet<>(Set.of(more));
        keys.add(word);
        KINDS.put(word, new Kind(keys, read));
    }

    static Step read(Node step) {
        String word = step.value().isObject() && !step.value().isEmpty()
                ? step.value().fieldNames().next()
                : "";
        Kind kind = KINDS.get(word);
        if (kind == null) {
            step.fault("must begin with one of " + KINDS.keySet());
            return null;
        }
        int before = step.faults().size();
        step.mappingOf(kind.more());
        Step read = kind.read().apply(step);
        return step.faults().size() == before ? read : null;
    }

    private static String name(Node step, String key) {
        return step.get(key).matching(NAME, "the name of a call", null);
    }

    private static String operator(Node step, String key) {
        return step.get(key).matching(ScenarioReader.OPERATOR, "an operator's number in quotes", null);
    }

    private static String number(Node number) {
        return number.matching(ScenarioReader.NUMBER, "a number in quotes", null);
    }

    private static String queue(Node queue) {
        return queue.matching(ScenarioReader.QUEUE, "the name of a queue", null);
    }

    private static Duration required(Node length) {
        if (length.missing()) {
            length.fault("is missing: a duration such as 4 s");
        }
        return length.duration(Duration.ZERO);
    }

    private static Link link(Node link) {
        return Link.valueOf(link.matching(LINK, "ari or ami", "ari").toUpperCase(java.util.Locale.ROOT));
    }

    private static Step call(Node step) {
        CallerPlan plan = new CallerPlan(
                step.get("patience").duration(null), step.get("talk").duration(null));
        String operator = step.has("operator") ? operator(step, "operator") : null;
        String from = operator == null ? number(step.get("from")) : operator;
        return new Step.Call(
                name(step, "call"), from, step.get("name").text(null), operator, number(step.get("to")), plan);
    }

    private static Step pause(Node step, String key, boolean paused) {
        String queue = step.has("queue") ? queue(step.get("queue")) : null;
        return new Step.Pause(
                operator(step, key), queue, paused, step.get("reason").text(""));
    }

    private static Step slow(Node step) {
        return new Step.Slow(
                link(step.get("slow")),
                new Shape(
                        step.get("bytesPerSecond").whole(0, 1_000_000_000, 0),
                        step.get("delay").duration(Duration.ZERO)));
    }

    private static Step until(Node step) {
        Node event = step.get("until");
        String name = event.text("");
        event(event, name);
        return new Step.Until(
                name,
                step.get("times").whole(1, 1_000_000, 1),
                step.get("within").duration(PATIENCE));
    }

    static void event(Node where, String name) {
        if (!Events.NAMES.contains(name)) {
            where.fault("'" + name + "' is none of " + new TreeSet<>(Events.NAMES));
        }
    }
}
