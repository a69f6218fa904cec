package io.smartcallcenter.bench.kpi.calls;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Queues, operators and the two Asterisk nodes of the simulated call centre. */
public final class Floor {

    /** The call centre's working hours are of this zone, which changes to winter time in October. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    public static final int QUEUES = 20;
    public static final int OPERATORS = 200;

    /** {@code timeout} of queues.conf: a phone that rings for so long was missed; one that stops earlier was rejected. */
    public static final int RING_TIMEOUT_MS = 15_000;

    private static final List<String> NODES = List.of("pbx1", "pbx2");

    /** These ring all their operators at once. */
    private static final Set<Integer> RING_ALL = Set.of(4, 11);

    private static final List<String> NAMES = IntStream.range(0, QUEUES)
            .mapToObj(queue -> String.format(Locale.ROOT, "queue-%02d", queue))
            .toList();
    private static final List<Operator> PEOPLE =
            IntStream.range(0, OPERATORS).mapToObj(Floor::operator).toList();

    private Floor() {}

    public static List<String> queues() {
        return NAMES;
    }

    public static List<Operator> operators() {
        return PEOPLE;
    }

    static List<String> nodes() {
        return NODES;
    }

    static boolean ringsAll(String queue) {
        return RING_ALL.contains(NAMES.indexOf(queue));
    }

    /** The members of a queue on one node. */
    static List<Operator> members(String node, String queue) {
        return PEOPLE.stream()
                .filter(each -> each.node().equals(node) && each.queues().contains(queue))
                .toList();
    }

    private static Operator operator(int index) {
        Set<String> queues = new LinkedHashSet<>();
        for (int queue : new int[] {index % QUEUES, (index + 7) % QUEUES, (index / 2 * 3 + 1) % QUEUES}) {
            queues.add(NAMES.get(queue));
        }
        return new Operator(
                index,
                NODES.get(index % NODES.size()),
                "PJSIP/" + (1001 + index),
                String.format(Locale.ROOT, "Operator %03d", index + 1),
                new ArrayList<>(queues));
    }

    /** Midnight of the call centre, in ms since the epoch. */
    static long midnight(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }
}
