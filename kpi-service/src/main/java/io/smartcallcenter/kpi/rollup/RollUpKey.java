package io.smartcallcenter.kpi.rollup;

/**
 * Whose roll-ups: a queue's or an operator's. Its text is the key on Kafka, which gives each one owner among the replicas.
 *
 * @param name the queue, or the operator's interface
 */
public record RollUpKey(Kind kind, String name) implements Comparable<RollUpKey> {

    public enum Kind {
        QUEUE("queue/"),
        OPERATOR("operator/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public static RollUpKey queue(String name) {
        return new RollUpKey(Kind.QUEUE, name);
    }

    public static RollUpKey operator(String iface) {
        return new RollUpKey(Kind.OPERATOR, iface);
    }

    /** @throws IllegalArgumentException if the text is no key */
    public static RollUpKey of(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix)) {
                return new RollUpKey(kind, text.substring(kind.prefix.length()));
            }
        }
        throw new IllegalArgumentException("neither a queue nor an operator: " + text);
    }

    @Override
    public int compareTo(RollUpKey other) {
        return kind == other.kind ? name.compareTo(other.name) : kind.compareTo(other.kind);
    }

    /** {@code queue/<name>} or {@code operator/<interface>}: also the key of the live figures on {@code kpi-updates}. */
    public String text() {
        return kind.prefix + name;
    }
}
