package io.smartcallcenter.routing.publication;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.routing.audit.AuditTrail;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sends the newest version when the topic does not end with it: whoever stored it may have died before it was sent, Kafka may have
 * been away, or something unusable was written after it. The one in force needs no database for that, which may be away, or may have
 * lost it. Any replica may do it, and several at once.
 */
@ApplicationScoped
class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CurrentRules current;
    private final RulesFollower follower;
    private final VersionStore store;
    private final RulesSender sender;
    private final AuditTrail audit;
    private String trouble;

    Reconciler(CurrentRules current, RulesFollower follower, VersionStore store, RulesSender sender, AuditTrail audit) {
        this.current = current;
        this.follower = follower;
        this.store = store;
        this.sender = sender;
        this.audit = audit;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (!follower.caughtUp()) {
            return;
        }
        try {
            RulesPublished inForce = current.published();
            if (inForce.version() > 0 && follower.standing() != inForce.version()) {
                sendAgain(inForce);
            }
            store.newestAfter(inForce.version()).ifPresent(this::send);
            trouble = null;
        } catch (RuntimeException e) {
            // Every ten seconds while the database or Kafka is away: once is enough.
            if (!e.toString().equals(trouble)) {
                LOG.warnf("Stored and published versions cannot be compared: %s", e.toString());
            }
            trouble = e.toString();
        }
    }

    private void sendAgain(RulesPublished inForce) {
        LOG.infof("Version %d is in force and not what the topic ends with: sending it again", inForce.version());
        sender.send(inForce).await().atMost(PATIENCE);
    }

    private void send(Version version) {
        audit.note(Publications.entry(version));
        try {
            RulesReader.read(RulesDocument.parseJson(version.document()).root());
        } catch (InvalidRules e) {
            throw new IllegalStateException("version " + version.number() + " in the store is broken", e);
        }
        LOG.infof("Version %d is stored and not in force: sending it", version.number());
        sender.send(version.event()).await().atMost(PATIENCE);
    }
}
