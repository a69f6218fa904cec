package io.smartcallcenter.notification.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel that a client can subscribe to.
 *
 * @param queue the queue's name, {@code *} for all queues; null where the kind has no queue
 */
public record Channel(Kind kind, String queue) {

    /** Stands for every queue; for supervisors only. */
    public static final String ALL = "*";

    private static final int MAX_NAME = 128;
    private static final Pattern QUEUE_NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]+");

    public enum Kind {
        /** {@code queue:<name>}: what happens in one queue and to its operators. */
        QUEUE("queue:", Mode.STREAM),
        /** {@code calls}: what happens to every call. */
        CALLS("calls", Mode.STREAM),
        /** {@code kpi:queue:<name>}: today's figures of one queue. */
        QUEUE_KPI("kpi:queue:", Mode.CACHE),
        /** {@code kpi:operators}: today's figures of the operators. */
        OPERATOR_KPI("kpi:operators", Mode.CACHE),
        /** {@code alerts}: what somebody should look at: messages of callers. */
        ALERTS("alerts", Mode.STREAM),
        /** {@code system}: Asterisk nodes, their links and gaps. */
        SYSTEM("system", Mode.STREAM);

        private final String prefix;
        private final Mode mode;

        Kind(String prefix, Mode mode) {
            this.prefix = prefix;
            this.mode = mode;
        }

        boolean ofQueues() {
            return prefix.endsWith(":");
        }
    }

    /** STREAM keeps every event in order; CACHE sends the newest state of each key only. */
    public enum Mode {
        STREAM,
        CACHE
    }

    public static Channel of(Kind kind) {
        return new Channel(kind, null);
    }

    public static Channel of(Kind kind, String queue) {
        return new Channel(kind, queue);
    }

    /** @return empty when no such channel exists */
    public static Optional<Channel> parse(String name) {
        if (name == null || name.length() > MAX_NAME) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (!kind.ofQueues() && name.equals(kind.prefix)) {
                return Optional.of(of(kind));
            }
            if (kind.ofQueues() && name.startsWith(kind.prefix)) {
                String queue = name.substring(kind.prefix.length());
                return queue.equals(ALL) || QUEUE_NAME.matcher(queue).matches()
                        ? Optional.of(of(kind, queue))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    public String name() {
        return queue == null ? kind.prefix : kind.prefix + queue;
    }

    public Mode mode() {
        return kind.mode;
    }

    public boolean wildcard() {
        return ALL.equals(queue);
    }

    @Override
    public String toString() {
        return name();
    }
}
