package io.smartcallcenter.notification.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel that a client can subscribe to.
 *
 * @param subject the queue's name or the operator's interface, {@code *} for all; null where the kind has none
 */
public record Channel(Kind kind, String subject) {

    /** Stands for every queue, or every operator; for supervisors only. */
    public static final String ALL = "*";

    private static final int MAX_NAME = 128;
    private static final Pattern QUEUE_NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]+");
    private static final Pattern INTERFACE = Pattern.compile("[\\p{L}\\p{N}._@+/:-]+");

    public enum Kind {
        /** {@code me}: what concerns the operator who is connected: offers and calls with the customer's card, state, figures. */
        ME("me", Mode.STREAM),
        /** {@code operator:<interface>}: the same of any operator. */
        OPERATOR("operator:", Mode.STREAM),
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

        boolean named() {
            return prefix.endsWith(":");
        }

        private boolean takes(String subject) {
            return subject.equals(ALL)
                    || (this == OPERATOR ? INTERFACE : QUEUE_NAME)
                            .matcher(subject)
                            .matches();
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

    public static Channel of(Kind kind, String subject) {
        return new Channel(kind, subject);
    }

    /** @return empty when no such channel exists */
    public static Optional<Channel> parse(String name) {
        if (name == null || name.length() > MAX_NAME) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (!kind.named() && name.equals(kind.prefix)) {
                return Optional.of(of(kind));
            }
            if (kind.named() && name.startsWith(kind.prefix)) {
                String subject = name.substring(kind.prefix.length());
                return kind.takes(subject) ? Optional.of(of(kind, subject)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** This channel for a user: {@code me} is that of their own operator. Empty when they are none. */
    public Optional<Channel> of(User user) {
        if (kind != Kind.ME) {
            return Optional.of(this);
        }
        return Optional.ofNullable(user.operator()).map(operator -> of(Kind.ME, operator));
    }

    public String name() {
        return kind.named() && subject != null ? kind.prefix + subject : kind.prefix;
    }

    /** What others call it: {@code me} is {@code operator:<interface>} to them. */
    public String publicName() {
        return kind == Kind.ME ? of(Kind.OPERATOR, subject).name() : name();
    }

    public Mode mode() {
        return kind.mode;
    }

    public boolean wildcard() {
        return ALL.equals(subject);
    }

    @Override
    public String toString() {
        return name();
    }
}
