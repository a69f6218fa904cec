package io.smartcallcenter.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.feed.CloudEventJson;
import io.smartcallcenter.notification.outbound.Outbound;
import io.smartcallcenter.notification.outbound.Outbound.Answer;
import io.vertx.core.http.HttpMethod;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Sends one event to one receiver until it is taken, refused for good, or too old. */
final class Delivery {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final double JITTER = 0.3;

    /** Too early, too slow, too many: it may be taken later. Any other 4xx says that it never will be. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Outbound outbound;
    private final Targets targets;
    private final WebhookSettings settings;
    private final Clock clock;

    Delivery(Outbound outbound, Targets targets, WebhookSettings settings, Clock clock) {
        this.outbound = outbound;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    /** The receiver did not take it. */
    static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean forEver;

        NotTaken(int status) {
            super("status " + status);
            this.forEver = status >= FIRST_REFUSAL && status < FIRST_SERVER_ERROR && !LATER.contains(status);
        }
    }

    /**
     * Fails when it is given up.
     *
     * @param secret plain
     * @param failed is told of each attempt that failed
     */
    Uni<Void> send(Webhook webhook, String secret, Envelope<?> event, Consumer<Throwable> failed) {
        byte[] body = CloudEventJson.of(event).getBytes(UTF_8);
        return Uni.createFrom()
                .deferred(() -> attempt(webhook, secret, event.meta().id(), body))
                .onFailure()
                .invoke(failed)
                .onFailure(Delivery::worthAnother)
                .retry()
                .withBackOff(settings.firstPause(), LONGEST_PAUSE)
                .withJitter(JITTER)
                .expireIn(settings.giveUpAfter().toMillis());
    }

    private static boolean worthAnother(Throwable failure) {
        return !(failure instanceof NotTaken refused && refused.forEver);
    }

    private Uni<Void> attempt(Webhook webhook, String secret, String id, byte[] body) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return targets.resolve(webhook.url());
                    } catch (UnknownHostException unknown) {
                        throw new IllegalStateException("the host cannot be resolved", unknown);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(server -> outbound.send(question(webhook, secret, id, body), server, settings.timeout()))
                .invoke(Delivery::check)
                .replaceWithVoid();
    }

    private Outbound.Question question(Webhook webhook, String secret, String id, byte[] body) {
        Map<String, String> headers = Map.of(
                "Content-Type",
                CloudEventJson.MEDIA_TYPE,
                "User-Agent",
                "smart-call-center",
                "Scc-Id",
                headerText(id),
                "Scc-Webhook",
                webhook.id(),
                Signature.HEADER,
                Signature.of(secret, clock.instant().getEpochSecond(), body));
        return new Outbound.Question(HttpMethod.POST, webhook.url(), headers, body);
    }

    private static void check(Answer answer) {
        if (!answer.success()) {
            throw new NotTaken(answer.status());
        }
    }

    /** Ids come from Asterisk, too: only printable ASCII stands in a header. */
    private static String headerText(String id) {
        return id.replaceAll("[^\\x21-\\x7e]", "_");
    }
}
