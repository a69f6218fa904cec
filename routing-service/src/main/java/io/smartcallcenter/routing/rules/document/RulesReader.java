package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.callers.CallerList;
import io.smartcallcenter.routing.callers.Callers;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Numbering;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.queues.QueueRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.List;
import java.util.Set;

/** Turns a document (docs/routing.md) into {@link RoutingRules}, or says everything that is wrong with it. */
public final class RulesReader {

    static final int MOST_NUMBERS = 20_000;
    static final int MOST_OPERATORS = 5_000;
    static final int MOST_QUEUES = 500;
    static final int MOST_FLOWS = 200;
    /** Of business hours, and of lists of callers. */
    static final int MOST_LISTS = 1_000;

    /** Numbers in all lists of callers: an index of prefixes takes about a kilobyte for each. */
    static final int MOST_CALLERS = 50_000;

    private static final Set<String> KEYS = Set.of(
            "region", "armed", "default", "hours", "prompts", "flows", "queues", "operators", "callers", "numbers");

    private RulesReader() {}

    /** @throws InvalidRules naming the path of each fault, or line and column when it is no YAML */
    public static RoutingRules read(String yaml) {
        return read(RulesDocument.parseYaml(yaml).root());
    }

    /**
     * @return the rules, as version 0
     * @throws InvalidRules naming the path of each fault
     */
    public static RoutingRules read(JsonNode document) {
        new RulesDocument(document).refuseTooLarge();
        Faults faults = new Faults();
        Node root = new Node("", document, faults);
        RoutingRules rules = root.mappingOf(KEYS) ? read(root) : null;
        faults.throwIfAny();
        return rules;
    }

    private static RoutingRules read(Node document) {
        Numbering numbering = region(document.get("region"));
        Prompts prompts = Prompts.declared(document.get("prompts"));
        Section<BusinessHours> hours =
                Section.of(document.get("hours"), "business hours", MOST_LISTS, BusinessHoursReader::read);
        Section<ServiceFlow> flows =
                Section.of(document.get("flows"), "flow", MOST_FLOWS, new FlowReader(prompts)::read);
        InsteadReader instead = new InsteadReader(prompts, flows);
        OpeningReader opening = new OpeningReader(hours, instead);
        TargetReader targets = new TargetReader(flows, instead);
        PatternReader patterns = new PatternReader(document.has("region"));

        Target.Queue defaultQueue = targets.defaultQueue(document.get("default"));
        Section<QueueRules> queues =
                Section.of(document.get("queues"), "queue", MOST_QUEUES, new QueuesReader(opening, instead)::read);
        Section<Operator> operators =
                Section.of(document.get("operators"), "operator", MOST_OPERATORS, new OperatorsReader()::read);
        Section<CallerList> callers =
                Section.of(document.get("callers"), "list", MOST_LISTS, new CallersReader(patterns, instead)::read);
        List<Entry> numbers = new NumbersReader(patterns, targets, opening).read(document.get("numbers"), MOST_NUMBERS);
        return new RoutingRules(
                0,
                document.get("armed").yes(true),
                new NumberPlan(numbering, defaultQueue, numbers),
                new Callers(List.copyOf(callers.read().values())),
                queues.read(),
                operators.read(),
                hours.read(),
                flows.read());
    }

    private static Numbering region(Node node) {
        try {
            return new Numbering(node.text(null));
        } catch (IllegalArgumentException e) {
            node.fault(e.getMessage());
            return Numbering.NONE;
        }
    }
}
