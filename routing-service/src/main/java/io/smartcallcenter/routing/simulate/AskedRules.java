package io.smartcallcenter.routing.simulate;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The rules that a question is about. */
@ApplicationScoped
class AskedRules {

    private static final String IN_FORCE = "in-force";
    private static final String DRAFT = "draft";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private final Supplier<RoutingRules> inForce;
    private final Optional<RulesSource> stored;

    @Inject
    AskedRules(CurrentRules current, Instance<RulesSource> stored) {
        this(current::rules, stored.isResolvable() ? Optional.of(stored.get()) : Optional.empty());
    }

    AskedRules(Supplier<RoutingRules> inForce, Optional<RulesSource> stored) {
        this.inForce = inForce;
        this.stored = stored;
    }

    /** Fails with a problem that names the field when there are no such rules, or when they have faults. */
    Uni<RoutingRules> of(Question question) {
        if (question.document() != null) {
            return Uni.createFrom()
                    .item(() -> RulesReader.read(question.document()))
                    .onFailure(InvalidRules.class)
                    .transform(invalid -> Refusal.rules("document", (InvalidRules) invalid));
        }
        String rules = question.rules() == null ? IN_FORCE : question.rules();
        if (rules.equals(IN_FORCE)) {
            return Uni.createFrom().item(inForce.get());
        }
        if (!rules.equals(DRAFT) && !VERSION.matcher(rules).matches()) {
            throw Refusal.field("rules", "must be in-force, draft or the number of a version");
        }
        return stored(rules)
                .onFailure(InvalidRules.class)
                .transform(invalid -> Refusal.rules(rules, (InvalidRules) invalid))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.field("rules", "names what is not there: " + rules));
    }

    private Uni<RoutingRules> stored(String rules) {
        if (stored.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return rules.equals(DRAFT) ? stored.get().draft() : stored.get().version(Long.parseLong(rules));
    }
}
