package io.smartcallcenter.notification.alert.store;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.alert.DefaultRules;
import io.smartcallcenter.notification.alert.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The rules in force: the defaults, and what is stored instead of them and beside them. Without a database those known last. */
@ApplicationScoped
public class RuleBook {

    private static final Logger LOG = Logger.getLogger(RuleBook.class);

    private final RuleStore store;
    private volatile Rules current = new Rules(DefaultRules.ALL);

    RuleBook(RuleStore store) {
        this.store = store;
    }

    /** Never waits. */
    public Rules current() {
        return current;
    }

    /** As they are stored now, by id. */
    public Uni<List<StoredRule>> all() {
        return store.all().map(RuleBook::together);
    }

    private static List<StoredRule> together(List<StoredRule> stored) {
        Map<String, StoredRule> byId = new TreeMap<>(Comparator.naturalOrder());
        DefaultRules.ALL.forEach(each -> byId.put(each.id(), StoredRule.unchanged(each)));
        stored.forEach(each -> byId.put(each.rule().id(), each));
        return List.copyOf(byId.values());
    }

    /** Reads them now, for this replica. */
    @Scheduled(
            every = "${scc.notification.alerts.refresh:5s}",
            identity = "alert-rules",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return all().invoke(all ->
                        current = new Rules(all.stream().map(StoredRule::rule).toList()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("The alert rules stay as they are: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
