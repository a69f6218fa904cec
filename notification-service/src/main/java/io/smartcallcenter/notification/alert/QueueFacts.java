package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.KpiUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The newest figures of each queue. */
final class QueueFacts {

    private static final int MOST = 5_000;

    private final Map<String, Figures> queues = new Newest<>(MOST);

    /** @param nobodySince null = somebody can take a call, or nobody waits */
    private record Figures(KpiUpdate.Queue newest, Instant at, Instant nobodySince) {}

    void apply(KpiUpdate.Queue figures, Instant at) {
        Figures known = queues.get(figures.queue());
        if (known != null && at.isBefore(known.at)) {
            return;
        }
        Instant nobodySince = null;
        if (nobody(figures)) {
            nobodySince = known == null || known.nobodySince == null ? at : known.nobodySince;
        }
        queues.put(figures.queue(), new Figures(figures, at, nobodySince));
    }

    private static boolean nobody(KpiUpdate.Queue figures) {
        KpiUpdate.Operators operators = figures.operators();
        return figures.waiting() > 0
                && operators != null
                && operators.available() + operators.ringing() + operators.talking() == 0;
    }

    void read(Instant now, List<Reading> readings) {
        queues.forEach((queue, figures) -> read(queue, figures, now, readings));
    }

    private static void read(String queue, Figures figures, Instant now, List<Reading> readings) {
        KpiUpdate.Queue newest = figures.newest;
        if (newest.serviceLevel() != null) {
            readings.add(
                    new Reading(AlertKind.SERVICE_LEVEL_LOW, queue, newest.serviceLevel(), null, newest.total(), ""));
        }
        Instant longest = newest.longestWaitingSince();
        readings.add(new Reading(
                AlertKind.LONGEST_WAIT,
                queue,
                longest == null ? 0 : Math.max(0, Duration.between(longest, now).toSeconds()),
                longest,
                0,
                " (waiting: %d)".formatted(newest.waiting())));
        readings.add(new Reading(
                AlertKind.NOBODY_AVAILABLE,
                queue,
                figures.nobodySince == null ? 0 : newest.waiting(),
                figures.nobodySince,
                0,
                operators(newest.operators())));
    }

    private static String operators(KpiUpdate.Operators operators) {
        return operators == null
                ? ""
                : "; operators paused: %d, unreachable: %d".formatted(operators.paused(), operators.unreachable());
    }
}
