package io.smartcallcenter.gateway.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.gateway.ami.AmiEndpoint;
import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.setup.Check.Result;
import io.smartcallcenter.virtual.Options;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsteriskScanTest {

    private Vertx vertx;
    private VirtualAsterisk asterisk;
    private AsteriskScan scan;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        asterisk = VirtualAsterisk.start(Options.with("ari-secret", "ami-secret"));
        scan = new AsteriskScan(vertx, "support", Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() throws Exception {
        asterisk.close();
        result(vertx.close());
    }

    private NodeSettings node(int ariPort, String ariPassword, String amiPassword) {
        return new NodeSettings(
                "given",
                AriEndpoint.of(
                        URI.create("http://127.0.0.1:" + ariPort), "smart-call-center", ariPassword, "SmartCallCenter"),
                Optional.of(new AmiEndpoint("127.0.0.1", asterisk.amiPort(), "scc", amiPassword)));
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }

    private static Check check(AsteriskScan.Result result, String name) {
        return result.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + result.checks()));
    }

    @Test
    void aWorkingAsteriskIsUsableAndDescribed() throws Exception {
        AsteriskScan.Result result = result(scan.everything(node(asterisk.ariPort(), "ari-secret", "ami-secret")));
        assertThat(result.usable()).isTrue();
        for (String name :
                new String[] {"ari.reachable", "ari.login", "ari.write", "ami.login", "ami.read", "ami.write"}) {
            assertThat(check(result, name).result()).as(name).isEqualTo(Result.PASS);
        }
        assertThat(check(result, "queues.fallback").result()).isEqualTo(Result.PASS);
        assertThat(check(result, "queues.strategy").detail())
                .contains("sales", "vip")
                .doesNotContain("support");
        assertThat(check(result, "ari.application").result()).isEqualTo(Result.WARN);
        assertThat(result.facts().version()).startsWith("22");
        assertThat(result.facts().queues())
                .anySatisfy(queue -> assertThat(queue.members()).contains("PJSIP/0001"));
        assertThat(result.facts().endpoints()).isNotEmpty();
    }

    @Test
    void withoutTheManagerInterfaceItIsUsableAndTheLackIsSaid() throws Exception {
        NodeSettings both = node(asterisk.ariPort(), "ari-secret", "ami-secret");
        AsteriskScan.Result result =
                result(scan.everything(new NodeSettings(both.name(), both.ari(), Optional.empty())));
        assertThat(result.usable()).isTrue();
        assertThat(check(result, "ami.configured").result()).isEqualTo(Result.WARN);
        assertThat(result.facts().queues()).isEmpty();
    }

    @Test
    void eachWrongPasswordIsNamedAndNeverRepeated() throws Exception {
        AsteriskScan.Result result = result(scan.connection(node(asterisk.ariPort(), "wrong-ari", "wrong-ami")));
        assertThat(result.usable()).isFalse();
        assertThat(check(result, "ari.login").result()).isEqualTo(Result.FAIL);
        assertThat(check(result, "ami.login").result()).isEqualTo(Result.FAIL);
        assertThat(result.toString()).doesNotContain("wrong-ari", "wrong-ami");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        AtomicInteger followed = new AtomicInteger();
        HttpServer target = server(request -> {
            followed.incrementAndGet();
            request.response().end("{}");
        });
        HttpServer redirecting = server(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1:" + target.actualPort() + "/ari/asterisk/info")
                .end());
        AsteriskScan.Result result =
                result(scan.connection(node(redirecting.actualPort(), "ari-secret", "ami-secret")));
        assertThat(check(result, "ari.reachable").result()).isEqualTo(Result.FAIL);
        assertThat(followed).hasValue(0);
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        HttpServer endless = server(request -> {
            request.response().setChunked(true);
            String block = "x".repeat(1024 * 1024);
            for (int i = 0; i < 6; i++) {
                request.response().write(block);
            }
        });
        AsteriskScan.Result result = result(scan.connection(node(endless.actualPort(), "ari-secret", "ami-secret")));
        assertThat(check(result, "ari.reachable").detail()).contains("longer than");
    }

    private HttpServer server(Handler<HttpServerRequest> handler) throws Exception {
        return result(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(handler)
                .listen());
    }
}
