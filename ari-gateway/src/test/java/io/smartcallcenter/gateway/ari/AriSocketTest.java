package io.smartcallcenter.gateway.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.gateway.fake.Await;
import io.smartcallcenter.gateway.fake.FakeAsterisk;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The event WebSocket after this process stood still. */
class AriSocketTest {

    private static final Duration PING = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** More than may stay without an answer. */
    private static final int MISSED = 8;

    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final Vertx vertx = Vertx.vertx();
    private final Vertx clock = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
        Await.result(clock.close());
        asterisk.close();
    }

    @Test
    void pingsThatWereMissedAreNotMadeUpForBeforeAnAnswerCanBeRead() throws InterruptedException {
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        Heard heard = new Heard();
        Await.result(new AriSocket(vertx, context, endpoint(), PING, LIMIT).connect(heard));
        await().atMost(LIMIT).until(() -> heard.answers.get() > 0);

        standsStill(context);
        int before = heard.answers.get();

        await().atMost(LIMIT).until(() -> heard.closed != null || heard.answers.get() > before + 1);
        assertThat(heard.closed).isNull();
    }

    /** Nothing is read and no timer of the context runs for the time of some pings. */
    private void standsStill(Context context) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch pings = new CountDownLatch(MISSED);
        context.runOnContext(nothing -> hold(over));
        clock.setPeriodic(PING.toMillis(), id -> pings.countDown());
        pings.await();
        over.countDown();
    }

    private static void hold(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AriEndpoint endpoint() {
        return AriEndpoint.of(
                URI.create("http://127.0.0.1:" + asterisk.ari().port()), "user", "secret", "SmartCallCenter");
    }

    private static final class Heard implements AriSocket.Listener {

        private final AtomicInteger answers = new AtomicInteger();
        private volatile String closed;

        @Override
        public void opened() {
            // the future says so
        }

        @Override
        public void event(Map<String, Object> message, int characters, Instant receivedAt) {
            // none is sent
        }

        @Override
        public void alive(Instant receivedAt) {
            answers.incrementAndGet();
        }

        @Override
        public void broken() {
            // none is sent
        }

        @Override
        public void closed(String reason) {
            closed = reason;
        }
    }
}
