package io.smartcallcenter.bench.routing;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rules of a large centre: half of its numbers lead to queues, a quarter asks for the best operator with a skill, the others are
 * operators' own numbers and menus. All are numbers of the world, dialled as people of the country dial them.
 *
 * @param numbers how many the plan has
 * @param operators each in two of the queues
 */
record LargeRules(int numbers, int operators) {

    private static final int QUEUES = 50;
    private static final int SKILLS = 10;
    private static final int CALLERS = 1_000;
    /** Frankfurt and seven digits. */
    private static final String FIRST_NUMBER = "4969%07d";

    /** As they are dialled in Germany. */
    String dialled(int number) {
        return String.format(Locale.ROOT, "069%07d", 2_000_000 + number % numbers);
    }

    /** Every hundredth caller belongs to a list. */
    String caller(int call) {
        return String.format(Locale.ROOT, "4930%07d", 2_000_000 + call % (CALLERS * 100));
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder(
                """
                region: DE
                default: {queue: queue0}
                hours:
                  office:
                    zone: Europe/Berlin
                    open: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00"}]
                    holidays: [{date: "2020-12-25", name: Christmas}]
                flows:
                  menu: {start: choose, nodes: {choose: {menu: vm-intro, keys: {"1": one}, otherwise: one}, one: {queue: queue1}}}
                """);
        yaml.append("queues:\n");
        IntStream.range(0, QUEUES)
                .forEach(i -> line(
                        yaml,
                        "  queue%d: {overflow: {waiting: 500, to: hangup}, hours: office, outside: {reject: busy}}",
                        i));
        yaml.append("operators:\n");
        IntStream.range(0, operators)
                .forEach(i -> line(
                        yaml,
                        "  \"%d\": {name: Operator %d, level: %d, languages: [de], skills: {skill%d: %d}, queues: {queue%d: 0, queue%d: 1}}",
                        extension(i),
                        i,
                        1 + i % 10,
                        i % SKILLS,
                        1 + i % 100,
                        i % QUEUES,
                        (i + 1) % QUEUES));
        yaml.append("callers:\n  gold:\n    priority: 10\n    numbers:\n");
        IntStream.range(0, CALLERS).forEach(i -> line(yaml, "      - \"+4930%07d\"", 2_000_000 + i * 100));
        yaml.append("numbers:\n");
        IntStream.range(0, numbers).forEach(i -> line(yaml, "  - %s", entry(i)));
        return yaml.toString();
    }

    private String entry(int i) {
        String number = String.format(Locale.ROOT, "\"+" + FIRST_NUMBER + "\"", 2_000_000 + i);
        return switch (i % 8) {
            case 0, 1, 2, 3 ->
                String.format(
                        "{number: %s, queue: queue%d, hours: office, outside: {reject: busy}, caption: Line %d}",
                        number, i % QUEUES, i);
            case 4, 5 ->
                String.format(
                        "{number: %s, queue: queue%d, needs: {skills: [skill%d], language: de}, offer: best-operator}",
                        number, i % QUEUES, i % SKILLS);
            case 6 ->
                String.format(
                        "{number: %s, direct: PJSIP/%d, then: {queue: queue0}}", number, extension(i % operators));
            default -> String.format("{number: %s, service: menu}", number);
        };
    }

    /** What Asterisk would report: three of four operators are free. */
    Stream<AsteriskState> states(String node) {
        Stream<AsteriskState> queues = IntStream.range(0, QUEUES)
                .mapToObj(i -> new AsteriskState.Queue(node, "queue" + i, "leastrecent", List.of(), List.of()));
        Stream<AsteriskState> agents = IntStream.range(0, operators)
                .mapToObj(i -> new AgentState(
                        node,
                        new Agent("PJSIP/" + extension(i), "Operator " + i),
                        i % 4 == 0 ? DeviceState.INUSE : DeviceState.NOT_INUSE,
                        List.of(
                                new Membership("queue" + i % QUEUES, 0, false, ""),
                                new Membership("queue" + (i + 1) % QUEUES, 1, false, ""))));
        return Stream.concat(queues, agents);
    }

    private static int extension(int operator) {
        return 10_000 + operator;
    }

    private static void line(StringBuilder yaml, String format, Object... values) {
        yaml.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
