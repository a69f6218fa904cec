package io.smartcallcenter.routing.publication;

import io.quarkus.runtime.Startup;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Holds the rules of {@code scc.routing.rules}. A file that cannot be used stops the start and says why. */
@Startup
@ApplicationScoped
public class RulesFile {

    private static final Logger LOG = Logger.getLogger(RulesFile.class);
    private static final String SETTING = "scc.routing.rules";

    /** Every call goes where the gateway sends those without a decision. */
    private static final String WITHOUT_FILE = "default: {queue: support}";

    private final RulesPublished published;

    RulesFile(@ConfigProperty(name = SETTING) Optional<Path> path) {
        RulesDocument document = path.map(RulesFile::load).orElseGet(() -> RulesDocument.parseYaml(WITHOUT_FILE));
        this.published = new RulesPublished(0, Instant.now(), SETTING, null, document.json());
        LOG.infof(
                "Rules until the first publication: %s",
                path.map(Path::toString).orElse(WITHOUT_FILE));
    }

    private static RulesDocument load(Path path) {
        try {
            RulesDocument document = RulesDocument.parseYaml(Files.readString(path));
            RulesReader.read(document.root());
            return document;
        } catch (IOException e) {
            throw new IllegalStateException(SETTING + ": " + path + " cannot be read: " + e, e);
        } catch (InvalidRules e) {
            throw new IllegalStateException(SETTING + ": " + path + ": " + e.getMessage(), e);
        }
    }

    /** As version 0. */
    RulesPublished published() {
        return published;
    }
}
