package io.smartcallcenter.virtual.scenario.script.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a scenario from YAML. docs/virtual-asterisk.md describes the file. */
public final class ScenarioReader {

    static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{2,30}");
    static final Pattern OPERATOR = Pattern.compile("[0-9]{1,20}");
    static final Pattern QUEUE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,79}");

    /** Longer files are not written by people. */
    public static final int MOST_CHARACTERS = 1_000_000;

    private static final Set<String> KEYS = Set.of("name", "about", "queues", "operators", "steps", "load", "expect");

    private final YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Throws {@link InvalidScenario} with every fault. */
    public Scenario read(String yaml) {
        List<String> faults = new ArrayList<>();
        Node file = parse(yaml, faults);
        Scenario scenario = null;
        if (file.mappingOf(KEYS)) {
            scenario = scenario(file);
        }
        if (!faults.isEmpty()) {
            throw new InvalidScenario(faults);
        }
        return scenario;
    }

    /** A single step, also as JSON, which is YAML too. */
    public Step step(String yaml) {
        List<String> faults = new ArrayList<>();
        Step step = StepReader.read(parse(yaml, faults));
        if (!faults.isEmpty()) {
            throw new InvalidScenario(faults);
        }
        return step;
    }

    /** One that comes with the product, such as {@code demo}. */
    public Scenario shipped(String name) {
        String resource = "/scenarios/" + name + ".yaml";
        try (InputStream in = ScenarioReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no scenario " + name);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Node parse(String yaml, List<String> faults) {
        if (yaml.length() > MOST_CHARACTERS) {
            throw new InvalidScenario(List.of("the file: is longer than " + MOST_CHARACTERS + " characters"));
        }
        try {
            JsonNode tree = mapper.readTree(yaml);
            return new Node("", tree, faults);
        } catch (JsonProcessingException malformed) {
            String where = malformed.getLocation() == null
                    ? "the file"
                    : "line " + malformed.getLocation().getLineNr();
            throw new InvalidScenario(List.of(where + ": " + malformed.getOriginalMessage()));
        }
    }

    private static Scenario scenario(Node file) {
        String name = file.get("name").text(null);
        if (name == null || name.isBlank()) {
            file.get("name").fault("is missing: what the scenario is called");
        }
        LoadProfile load = file.has("load") ? LoadReader.read(file.get("load")) : null;
        List<Step> steps = file.get("steps").each(StepReader::read);
        if (steps.isEmpty() && load == null) {
            file.fault("needs steps or a load");
        }
        var operators = file.get("operators").entries(ScenarioReader::reactions);
        List<Reaction> everyone = operators.remove("everyone");
        operators.keySet().forEach(number -> {
            if (!OPERATOR.matcher(number).matches()) {
                file.get("operators").get(number).fault("is neither an operator's number nor everyone");
            }
        });
        return new Scenario(
                name,
                file.get("about").text(""),
                file.get("queues").each(QueueReader::read),
                everyone == null ? List.of() : everyone,
                operators,
                steps,
                load,
                expectation(file.get("expect")));
    }

    static List<Reaction> reactions(Node list) {
        List<Reaction> all = list.each(one -> {
            Reaction reaction = Durations.reaction(one.text(""));
            if (reaction == null) {
                one.fault("must be 'ignores', 'answers after 1 s', 'answers after 1 s and hangs up after 3 s'"
                        + " or 'rejects after 1 s'");
            }
            return reaction;
        });
        if (all.isEmpty()) {
            list.fault("must list at least one reaction");
            return null;
        }
        return all;
    }

    private static Scenario.Expectation expectation(Node expect) {
        if (expect.missing() || !expect.mappingOf(Set.of("events", "queueLog"))) {
            return Scenario.Expectation.NOTHING;
        }
        return new Scenario.Expectation(
                expect.get("events").entries(times -> {
                    StepReader.event(times, times.path().substring(times.path().lastIndexOf('.') + 1));
                    return times.whole(0, 1_000_000, 0);
                }),
                expect.get("queueLog").each(line -> line.text("")));
    }
}
