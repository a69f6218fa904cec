package io.smartcallcenter.routing.publication;

import io.smartcallcenter.routing.audit.AuditEntry;
import io.smartcallcenter.routing.audit.AuditTrail;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Publishes rules, and has all versions that were published. Every method fails when the database is away. */
@ApplicationScoped
public class Publications {

    private static final Logger LOG = Logger.getLogger(Publications.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RulesFile file;
    private final CurrentRules current;
    private final VersionStore store;
    private final RulesSender sender;
    private final AuditTrail audit;

    Publications(RulesFile file, CurrentRules current, VersionStore store, RulesSender sender, AuditTrail audit) {
        this.file = file;
        this.current = current;
        this.store = store;
        this.sender = sender;
        this.audit = audit;
    }

    /**
     * A version that is stored.
     *
     * @param inForce false: Kafka did not take it in time, and it will be sent when Kafka is back
     */
    public record Published(long version, boolean inForce) {}

    /**
     * Publishes a document as the version after the one that it was made from.
     *
     * @param basedOn the version from which the document was made
     * @throws VersionTaken when another one was published since
     * @throws io.smartcallcenter.routing.rules.document.InvalidRules when the document cannot be used
     */
    public Published publish(RulesDocument document, long basedOn, String by, String comment) {
        RulesReader.read(document.root());
        return publish(new Version(basedOn + 1, now(), by, comment, null, document.json()));
    }

    /**
     * Publishes the document of an older version as the newest one.
     *
     * @return empty if there is no such version
     * @throws VersionTaken when another one was published at the same moment
     * @throws io.smartcallcenter.routing.rules.document.InvalidRules when it cannot be used any more
     */
    public Optional<Published> rollback(long version, String by, String comment) {
        return find(version).map(old -> {
            RulesReader.read(RulesDocument.parseJson(old.document()).root());
            long next = newest().number() + 1;
            return publish(new Version(next, now(), by, comment, version, old.document()));
        });
    }

    private Published publish(Version version) {
        notePredecessor(version);
        store.insert(version);
        audit.note(entry(version));
        try {
            sender.send(version.event()).await().atMost(PATIENCE);
            // So that whoever published and asks us again sees it; the others follow the topic.
            current.offer(version.event());
            return new Published(version.number(), true);
        } catch (RuntimeException e) {
            LOG.warnf("Version %d is stored and not yet sent: %s", version.number(), e.toString());
            return new Published(version.number(), false);
        }
    }

    /** Whoever stored it may have died just then, and with a newer version nobody would come back to it. */
    private void notePredecessor(Version version) {
        store.before(version.number(), 1).forEach(last -> audit.note(entry(last)));
    }

    /** Of what a version says about itself: writing it again changes nothing. */
    static AuditEntry entry(Version version) {
        return new AuditEntry(
                "version/" + version.number(),
                version.publishedAt(),
                version.by(),
                version.restored() == null ? AuditEntry.What.PUBLISHED : AuditEntry.What.ROLLED_BACK,
                null,
                version.restored() == null ? null : version.restored().toString(),
                null,
                version.number(),
                version.comment());
    }

    /** The newest version, even if the topic does not have it yet. */
    public Version newest() {
        Version inForce = Version.of(current.published());
        return store.newestAfter(inForce.number()).orElse(inForce);
    }

    /** Whether this replica decides by this version, or by a later one. */
    public boolean inForce(long version) {
        return current.rules().version() >= version;
    }

    /** Version 0 is the file of this replica. The one in force is known even if the store has lost it. */
    public Optional<Version> find(long version) {
        if (version == 0) {
            return Optional.of(Version.of(file.published()));
        }
        return store.find(version)
                .or(() -> Optional.of(Version.of(current.published())).filter(now -> now.number() == version));
    }

    /**
     * Versions, the newest first, without their documents.
     *
     * @param before only older ones than this
     */
    public List<Version> list(long before, int limit) {
        return store.before(before, limit);
    }

    /** As precisely as it is stored. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
