package io.smartcallcenter.routing.queues;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.routing.operators.Operator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Queues as sections of Asterisk's {@code queues.conf}, for a PBX that is configured by files. Queues by name, members by penalty and
 * extension, so that equal rules give equal texts. A section {@code [general]} is not ours to write, and a queue cannot have this name.
 */
public final class QueuesConf {

    /** What begins a comment, a field or a variable there, or a field in queue_log. */
    private static final Pattern SYNTAX = Pattern.compile("[^\\p{L}\\p{M}\\p{N} .@&+/'_-]+");

    /** In any case of its letters: Asterisk reads it as the settings of all queues. */
    private static final String GENERAL = "general";

    private final StringBuilder text = new StringBuilder();

    private QueuesConf() {}

    /**
     * @param version of the rules, for people
     * @throws IllegalArgumentException if a queue or an interface has a name that could be more than a name
     */
    public static String of(long version, Collection<QueueRules> queues, Collection<Operator> operators) {
        QueuesConf conf = new QueuesConf();
        conf.line("; Queues of Smart Call Center, rules version " + version
                + ". Generated: changes belong into the rules.");
        queues.stream().sorted(Comparator.comparing(QueueRules::name)).forEach(queue -> conf.queue(queue, operators));
        conf.foreign(queues, operators);
        return conf.text.toString();
    }

    private void queue(QueueRules queue, Collection<Operator> operators) {
        if (queue.name().equalsIgnoreCase(GENERAL)) {
            line("");
            line("; Not written, because no queue of this file can have the name: " + queue.name());
        } else {
            section(queue, membersOf(queue.name(), operators));
        }
    }

    private static List<Operator> membersOf(String queue, Collection<Operator> operators) {
        return operators.stream()
                .filter(operator -> operator.queues().containsKey(queue))
                .sorted(Comparator.<Operator, Integer>comparing(
                                operator -> operator.queues().get(queue))
                        .thenComparing(Operator::extension))
                .toList();
    }

    private void section(QueueRules queue, List<Operator> members) {
        line("");
        line("[" + checked(queue.name(), DialplanText.QUEUE) + "]");
        set("strategy", queue.strategy().asteriskName());
        set("timeout", queue.ringS());
        set("retry", queue.retryS());
        set("wrapuptime", queue.wrapupS());
        set("autopause", yes(queue.autopause()));
        set("ringinuse", yes(queue.ringInUse()));
        set("weight", queue.weight());
        set("maxlen", queue.mostWaiting());
        set("servicelevel", queue.serviceLevelS());
        set("joinempty", queue.joinEmpty().isEmpty() ? "yes" : words(queue.joinEmpty()));
        set("leavewhenempty", queue.leaveWhenEmpty().isEmpty() ? "no" : words(queue.leaveWhenEmpty()));
        members.forEach(member -> member(member, member.queues().get(queue.name())));
    }

    /** A phone is its own state interface; what stands behind a Local channel we do not know. */
    private void member(Operator operator, int penalty) {
        String iface = checked(operator.iface(), DialplanText.ENDPOINT);
        String state = iface.startsWith("Local/") ? "" : "," + iface;
        line("member => " + iface + "," + penalty + "," + name(operator) + state);
    }

    /** For people only, so what the file would read as syntax is left out of it. */
    private static String name(Operator operator) {
        String given = operator.name() == null ? "" : operator.name();
        String name = SYNTAX.matcher(given).replaceAll(" ").strip().replaceAll(" +", " ");
        return name.isEmpty() ? operator.extension() : name;
    }

    /** Asterisk has these by other means: to add members to them here could make two queues of one. */
    private void foreign(Collection<QueueRules> queues, Collection<Operator> operators) {
        Set<String> others = new TreeSet<>();
        operators.forEach(operator -> others.addAll(operator.queues().keySet()));
        queues.forEach(queue -> others.remove(queue.name()));
        if (!others.isEmpty()) {
            line("");
            line("; Not written, because the rules do not describe them: "
                    + others.stream()
                            .map(queue -> checked(queue, DialplanText.QUEUE))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String words(List<EmptyState> states) {
        return states.stream()
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    private static String checked(String value, DialplanText kind) {
        if (!kind.accepts(value)) {
            throw new IllegalArgumentException("'" + value + "' is no " + kind.rule());
        }
        return value;
    }

    private void set(String name, Object value) {
        line(name + " = " + value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
