package io.smartcallcenter.notification.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules in force. Of those of one kind that select the same subject one decides: an exact name before a pattern, a longer
 * pattern before a shorter one, then by id. If that one is disabled, the subject has no alert of the kind.
 */
public final class Rules {

    private static final Comparator<AlertRule> MOST_SPECIFIC = Comparator.comparing(
                    (AlertRule rule) -> !rule.selector().exact())
            .thenComparing(rule -> -rule.selector().pattern().length())
            .thenComparing(AlertRule::id);

    private final List<AlertRule> rules;

    public Rules(List<AlertRule> rules) {
        this.rules = rules.stream().sorted(MOST_SPECIFIC).toList();
    }

    /** Empty also if the rule that decides is disabled. */
    public Optional<AlertRule> of(AlertKind kind, String subject) {
        return rules.stream()
                .filter(rule -> rule.kind() == kind && rule.selector().matches(subject))
                .findFirst()
                .filter(AlertRule::enabled);
    }

    public List<AlertRule> all() {
        return rules;
    }
}
