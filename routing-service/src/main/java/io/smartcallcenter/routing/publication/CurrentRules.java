package io.smartcallcenter.routing.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The rules in force. Whoever decides takes them once per decision. */
@ApplicationScoped
public class CurrentRules {

    private static final Logger LOG = Logger.getLogger(CurrentRules.class);

    private record InForce(RulesPublished published, RoutingRules rules) {}

    private volatile InForce inForce;

    CurrentRules(RulesFile file, MeterRegistry meters) {
        this.inForce = read(file.published());
        Gauge.builder("scc.routing.rules.version", this, current -> current.rules()
                        .version())
                .description("Version of the rules in force, 0 = of the file")
                .register(meters);
    }

    public RoutingRules rules() {
        return inForce.rules();
    }

    /** The same rules as they were published; version 0 is that of the file. */
    public RulesPublished published() {
        return inForce.published();
    }

    /**
     * Puts a version in force, for every decision that begins from now on, unless it or a later one is already.
     *
     * @return false for a version that is older than the one in force
     * @throws io.smartcallcenter.routing.rules.document.InvalidRules the document cannot be used; what was in force stays
     */
    synchronized boolean offer(RulesPublished next) {
        long now = inForce.published().version();
        if (next.version() > now) {
            inForce = read(next);
            LOG.infof("Rules %d of %s are in force, published by %s", next.version(), next.publishedAt(), next.by());
        }
        return next.version() >= now;
    }

    private static InForce read(RulesPublished published) {
        RoutingRules rules =
                RulesReader.read(RulesDocument.parseJson(published.document()).root());
        return new InForce(published, rules.withVersion(published.version()));
    }
}
