package io.smartcallcenter.routing.setup;

import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.queues.QueueRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.setup.Phones.Phone;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be so before calls are routed by the rules: they fit to the Asterisk that is there. */
final class Checklist {

    private static final int MOST_NAMED = 20;
    private static final Set<QueueStrategy> NEED_AUTOPAUSE =
            Set.of(QueueStrategy.LEASTRECENT, QueueStrategy.FEWESTCALLS);

    private final RoutingRules rules;
    private final Phones phones;
    private final Realtime realtime;

    private Checklist(RoutingRules rules, Phones phones, Realtime realtime) {
        this.rules = rules;
        this.phones = phones;
        this.realtime = realtime;
    }

    /** In the order in which a person would go through them. */
    static List<Check> of(RoutingRules rules, Phones phones, Realtime realtime) {
        Checklist list = new Checklist(rules, phones, realtime);
        return List.of(
                list.gateway(),
                list.operators(),
                list.phonesExist(),
                list.phonesRegistered(),
                list.queues(),
                list.autopause());
    }

    private Check gateway() {
        String fix = "look at the gateway's GET /api/asterisk/realtime-data and at its settings scc.asterisk.*";
        if (realtime.nodes().isEmpty()) {
            return Check.fail("gateway", "the gateway knows no Asterisk", fix);
        }
        Set<String> deaf = nodes(node -> node.here() && !up(node.ari()));
        if (!deaf.isEmpty()) {
            return Check.fail("gateway", "no ARI connection to " + named(deaf), fix);
        }
        Set<String> elsewhere = nodes(node -> !node.here());
        if (!elsewhere.isEmpty()) {
            return Check.warn(
                    "gateway",
                    "run by other gateways, so not looked at: " + named(elsewhere),
                    "ask those gateways too");
        }
        Set<String> halfDeaf = nodes(node -> !up(node.ami()));
        return halfDeaf.isEmpty()
                ? Check.pass("gateway", "connected to " + named(nodes(node -> true)))
                : Check.warn("gateway", "no AMI connection to " + named(halfDeaf) + ": queues are not seen", fix);
    }

    private Set<String> nodes(Function<Realtime.Node, Boolean> which) {
        return realtime.nodes().stream()
                .filter(which::apply)
                .map(Realtime.Node::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean up(Realtime.Link link) {
        return link != null && link.up();
    }

    private Check operators() {
        int number = rules.operators().size();
        return number > 0
                ? Check.pass("operators", number + " operators")
                : Check.fail(
                        "operators", "there are no operators", "POST /api/setup/operators/migrate takes them over");
    }

    private Check phonesExist() {
        Map<String, Phone> known = phonesByName();
        Set<String> unknown = rules.operators().values().stream()
                .map(Operator::iface)
                .filter(iface -> !known.containsKey(iface))
                .collect(Collectors.toCollection(TreeSet::new));
        return unknown.isEmpty()
                ? Check.pass("operators.phones", "Asterisk knows every operator's phone")
                : lacking(
                        "operators.phones",
                        "Asterisk does not know " + named(unknown),
                        "make the endpoints in pjsip.conf, or correct the operators' interface");
    }

    private Map<String, Phone> phonesByName() {
        return phones.extensions().stream()
                .collect(Collectors.toMap(Phone::endpoint, Function.identity(), Checklist::registered));
    }

    /** Of two phones of one name on two nodes the one that is there. */
    private static Phone registered(Phone one, Phone other) {
        return "offline".equals(one.registered()) ? other : one;
    }

    private Check phonesRegistered() {
        Map<String, Phone> known = phonesByName();
        Set<String> away = rules.operators().values().stream()
                .map(Operator::iface)
                .filter(iface -> known.containsKey(iface)
                        && "offline".equals(known.get(iface).registered()))
                .collect(Collectors.toCollection(TreeSet::new));
        return away.isEmpty()
                ? Check.pass("operators.registered", "no operator's phone is offline")
                : Check.warn("operators.registered", "not registered: " + named(away), "switch these phones on");
    }

    private Check queues() {
        Set<String> missing = new TreeSet<>(QueuesInUse.of(rules));
        realtime.queues().forEach(queue -> missing.remove(queue.name()));
        return missing.isEmpty()
                ? Check.pass("queues.exist", "Asterisk has every queue that calls are sent to")
                : lacking(
                        "queues.exist",
                        "Asterisk has no queue " + named(missing),
                        "GET /api/routing/queues.conf has those that the rules describe; then queue reload all");
    }

    /** What this gateway's nodes do not have, another gateway's may. */
    private Check lacking(String name, String detail, String fix) {
        return nodes(node -> !node.here()).isEmpty()
                ? Check.fail(name, detail, fix)
                : Check.warn(name, detail + ", unless a node of another gateway has it", fix);
    }

    private Check autopause() {
        Set<String> trapped = rules.queues().values().stream()
                .filter(queue -> NEED_AUTOPAUSE.contains(queue.strategy()) && !queue.autopause())
                .map(QueueRules::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return trapped.isEmpty()
                ? Check.pass("queues.autopause", "nobody is rung again and again")
                : Check.warn(
                        "queues.autopause",
                        "leastrecent and fewestcalls without autopause: " + named(trapped),
                        "set autopause: true, or whoever misses a call is rung again at once, for ever");
    }

    private static String named(Collection<String> names) {
        String shown = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? shown + " and " + (names.size() - MOST_NAMED) + " more" : shown;
    }
}
