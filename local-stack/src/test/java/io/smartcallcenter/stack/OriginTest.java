package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.stack.Ports.Listener;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginTest {

    private static final String PASSWORD = "made-up";

    private final Ports ports = Ports.free();
    private final JwtIssuer issuer = new JwtIssuer("http://localhost/auth");
    private final Origin origin = new Origin(ports, new DemoUsers(issuer, PASSWORD), issuer);
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        origin.start();
    }

    @AfterEach
    void stop() {
        origin.close();
        vertx.close();
    }

    @Test
    void passesARequestOnToItsServiceWithBodyQueryAndHeaders() throws Exception {
        service(Listener.KPI);

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri("/api/kpi/queues?from=1"))
                        .header("Authorization", "Bearer x")
                        .POST(HttpRequest.BodyPublishers.ofString("body"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("KPI POST /api/kpi/queues?from=1 Bearer x body");
    }

    @Test
    void carriesAWebSocketBothWays() throws Exception {
        service(Listener.NOTIFICATION);
        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + ports.of(Listener.ORIGIN) + "/ws/v1"), new FirstText(received))
                .get(180, TimeUnit.SECONDS);

        socket.sendText("hello", true);

        assertThat(received.get(180, TimeUnit.SECONDS)).isEqualTo("echo hello");
        socket.abort();
    }

    @Test
    void aServiceThatIsAwayIsABadGateway() throws Exception {
        assertThat(get("/api/routing/decisions").statusCode()).isEqualTo(502);
    }

    @Test
    void givesATokenOfTheRoleForTheRightPassword() throws Exception {
        HttpResponse<String> answer = login("username=supervisor&password=" + PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("token_type")).isEqualTo("Bearer");
        assertThat(body.getInteger("expires_in")).isPositive();
        String claims = body.getString("access_token").split("\\.")[1];
        JsonObject token = new JsonObject(new String(Base64.getUrlDecoder().decode(claims)));
        assertThat(token.getJsonArray("groups").getList()).isEqualTo(java.util.List.of("supervisor"));
        assertThat(token.getString("iss")).isEqualTo(issuer.issuer());
    }

    @Test
    void refusesAWrongPasswordAnUnknownUserAndAnIncompleteForm() throws Exception {
        assertThat(login("username=supervisor&password=wrong").statusCode()).isEqualTo(401);
        assertThat(login("username=root&password=" + PASSWORD).statusCode()).isEqualTo(401);
        assertThat(login("username=supervisor").statusCode()).isEqualTo(400);
        assertThat(get("/auth/token").statusCode()).isEqualTo(405);
    }

    @Test
    void publishesTheKeySet() throws Exception {
        assertThat(new JsonObject(get("/auth/jwks.json").body()).getJsonArray("keys"))
                .hasSize(1);
    }

    private void service(Listener listener) throws Exception {
        vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)))
                .requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .end(listener + " " + request.method() + " " + request.uri() + " "
                                + request.getHeader("Authorization") + " " + body)))
                .listen(ports.of(listener), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(180, TimeUnit.SECONDS);
    }

    private HttpResponse<String> login(String form) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri("/auth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ports.of(Listener.ORIGIN) + path);
    }

    private record FirstText(CompletableFuture<String> received) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.complete(data.toString());
            return null;
        }
    }
}
