package io.smartcallcenter.notification.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.defaults.secret.SecretCipher;
import io.smartcallcenter.defaults.secret.UndecipherableSecret;
import io.smartcallcenter.notification.outbound.Outbound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Has a worker for each webhook that is enabled, as they are stored now. */
@ApplicationScoped
class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final String GROUP = "notification-webhook-";

    private final WebhookStore store;
    private final WebhookSettings settings;
    private final SecretCipher cipher;
    private final Targets targets;
    private final Delivery delivery;
    private final EpochFence fence;
    private final Clock clock;
    private final String bootstrapServers;
    private final Map<String, WebhookWorker> workers = new HashMap<>();
    private boolean stopped;

    /**
     * @param keys of 32 random bytes in Base64 ({@code openssl rand -base64 32}). The first encrypts; to change it, put a new one in front,
     *     store each secret again, and remove the old one. Without a key no secret is stored.
     */
    Webhooks(
            WebhookStore store,
            WebhookSettings settings,
            Outbound outbound,
            EpochFence fence,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "scc.notification.settings-key") Optional<List<String>> keys) {
        this.store = store;
        this.settings = settings;
        this.cipher = new SecretCipher("scc.notification.settings-key", keys.orElse(List.of()));
        this.targets = new Targets(settings.privateTargets());
        this.delivery = new Delivery(outbound, targets, settings, clock);
        this.fence = fence;
        this.clock = clock;
        this.bootstrapServers = bootstrapServers;
    }

    boolean canStore() {
        return cipher.hasKey();
    }

    Targets targets() {
        return targets;
    }

    /** @param id of the webhook: for another the secret is of no use */
    String encrypted(String secret, String id) {
        return cipher.encrypt(secret, id);
    }

    /** Also when MongoDB is away: those that run go on. */
    @Scheduled(
            every = "${scc.notification.webhooks.refresh:5s}",
            identity = "webhooks",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return store.all()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::adapt)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("Webhooks stay as they are: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private synchronized void adapt(List<WebhookStore.Stored> stored) {
        Map<String, Webhook> wanted = new HashMap<>();
        stored.stream()
                .map(WebhookStore.Stored::webhook)
                .filter(Webhook::enabled)
                .forEach(each -> wanted.put(each.id(), each));
        workers.values().removeIf(worker -> {
            Webhook now = wanted.get(worker.webhook().id());
            boolean gone = now == null || now.revision() != worker.webhook().revision();
            if (gone) {
                worker.close();
            }
            return gone;
        });
        wanted.values().stream()
                .filter(each -> !stopped && !workers.containsKey(each.id()))
                .forEach(this::start);
    }

    private void start(Webhook webhook) {
        try {
            String secret = cipher.decrypt(webhook.secret(), webhook.id());
            WebhookWorker worker = new WebhookWorker(
                    webhook,
                    secret,
                    () -> new WebhookConsumer(
                            bootstrapServers,
                            GROUP + webhook.id(),
                            EventTypes.topics(webhook.types()),
                            webhook.createdAt()),
                    delivery,
                    new Tally(webhook.id(), store, clock),
                    fence,
                    settings.concurrency());
            workers.put(webhook.id(), worker);
            worker.start();
        } catch (UndecipherableSecret unreadable) {
            LOG.errorf("The webhook %s does not run: %s", webhook, unreadable.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        List<WebhookWorker> running;
        synchronized (this) {
            stopped = true;
            running = List.copyOf(workers.values());
        }
        running.forEach(WebhookWorker::end);
        running.forEach(WebhookWorker::close);
    }
}
