package io.smartcallcenter.routing.publication;

import io.smartcallcenter.routing.rules.RoutingRules;
import jakarta.enterprise.context.ApplicationScoped;

/** The rules in force. Whoever decides takes them once per decision. */
@ApplicationScoped
public class CurrentRules {

    private volatile RoutingRules rules;

    CurrentRules(RulesFile file) {
        this.rules = file.rules();
    }

    public RoutingRules rules() {
        return rules;
    }

    /** From now on, for every decision that begins. */
    void replace(RoutingRules next) {
        this.rules = next;
    }
}
