package io.smartcallcenter.routing.numberplan.file;

import io.quarkus.runtime.Startup;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Holds the plan of {@code scc.routing.number-plan}. A file that cannot be used stops the start and says why. */
@Startup
@ApplicationScoped
public class NumberPlanFile {

    private static final Logger LOG = Logger.getLogger(NumberPlanFile.class);

    private final NumberPlan plan;

    NumberPlanFile(@ConfigProperty(name = "scc.routing.number-plan") Path path) {
        this.plan = load(path);
        LOG.infof("Number plan %s: %d entries", path, plan.entries().size());
    }

    static NumberPlan load(Path path) {
        try {
            return NumberPlanReader.read(Files.readString(path));
        } catch (IOException e) {
            throw new IllegalStateException("scc.routing.number-plan: " + path + " cannot be read: " + e, e);
        } catch (InvalidNumberPlan e) {
            throw new IllegalStateException("scc.routing.number-plan: " + path + ": " + e.getMessage(), e);
        }
    }

    public NumberPlan plan() {
        return plan;
    }
}
