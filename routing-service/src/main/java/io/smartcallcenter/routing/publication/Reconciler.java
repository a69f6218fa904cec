package io.smartcallcenter.routing.publication;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smartcallcenter.routing.audit.AuditTrail;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sends the newest version again when the topic does not end with it: whoever stored it may have died before it was sent, Kafka
 * may have been away, or something unusable was written after it. Any replica may do it, and several at once.
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
            store.newestAfter(missing() - 1).ifPresent(this::send);
            trouble = null;
        } catch (RuntimeException e) {
            // Every ten seconds while the database or Kafka is away: once is enough.
            if (!e.toString().equals(trouble)) {
                LOG.warnf("Stored and published versions cannot be compared: %s", e.toString());
            }
            trouble = e.toString();
        }
    }

    /** The lowest version that would be news on the topic; never one that is older than what is in force. */
    private long missing() {
        long inForce = current.rules().version();
        return Math.max(1, follower.standing() == inForce ? inForce + 1 : inForce);
    }

    private void send(Version version) {
        audit.note(Publications.entry(version));
        try {
            RulesReader.read(RulesDocument.parseJson(version.document()).root());
        } catch (InvalidRules e) {
            throw new IllegalStateException("version " + version.number() + " in the store is broken", e);
        }
        LOG.infof("Version %d is not what the topic ends with: sending it", version.number());
        sender.send(version.event()).await().atMost(PATIENCE);
    }
}
