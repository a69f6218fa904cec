package io.smartcallcenter.kpi.document;

/**
 * A value that a field has at most (LEAST) or at least (GREATEST).
 *
 * @param value a String, Long, Boolean or Instant (to the millisecond, as the store keeps it)
 */
public record Bound(Rule rule, Comparable<?> value) {

    Bound merge(Bound other) {
        if (rule != other.rule) {
            throw new IllegalArgumentException("one field, two rules: " + this + " and " + other);
        }
        return new Bound(rule, rule.choose(value, other.value));
    }
}
