package io.smartcallcenter.routing.publication;

import io.quarkus.runtime.Startup;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Holds the rules of {@code scc.routing.rules}. A file that cannot be used stops the start and says why. */
@Startup
@ApplicationScoped
public class RulesFile {

    private static final Logger LOG = Logger.getLogger(RulesFile.class);

    private final RoutingRules rules;

    RulesFile(@ConfigProperty(name = "scc.routing.rules") Path path) {
        this.rules = load(path);
        LOG.infof("Rules %s: %d numbers", path, rules.numberPlan().entries().size());
    }

    static RoutingRules load(Path path) {
        try {
            return RulesReader.read(Files.readString(path));
        } catch (IOException e) {
            throw new IllegalStateException("scc.routing.rules: " + path + " cannot be read: " + e, e);
        } catch (InvalidRules e) {
            throw new IllegalStateException("scc.routing.rules: " + path + ": " + e.getMessage(), e);
        }
    }

    public RoutingRules rules() {
        return rules;
    }
}
