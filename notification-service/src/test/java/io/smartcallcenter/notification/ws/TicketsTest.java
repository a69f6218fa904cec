package io.smartcallcenter.notification.ws;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.channel.User;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tickets that all replicas know. */
@Tag("storage")
class TicketsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
    private static final User ANNA = new User("anna", Set.of(Role.OPERATOR), "PJSIP/0001", NOW.plusSeconds(600));
    private static final User ROOT = new User("root", Set.of(Role.ADMIN, Role.SUPERVISOR), null, NOW.plusSeconds(60));
    private static final WsSettings SETTINGS = settings("PT3M");
    private static final WsSettings IMPATIENT = settings("PT1S");

    private final Database database = new Database();

    private static WsSettings settings(String databasePatience) {
        return new SmallRyeConfigBuilder()
                .withMapping(WsSettings.class)
                .withDefaultValue("scc.ws.database-patience", databasePatience)
                .build()
                .getConfigMapping(WsSettings.class);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private Tickets replica(Duration later) {
        return new Tickets(database.client(), database.name, SETTINGS, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    @Test
    void ofTwoReplicasThatAreShownATicketAtTheSameTimeOneTakesIt() {
        Tickets one = replica(Duration.ZERO);
        Tickets two = replica(Duration.ZERO);
        for (int round = 0; round < 20; round++) {
            String ticket = result(one.issue(ANNA));
            List<CompletableFuture<Optional<User>>> taken = IntStream.range(0, 4)
                    .mapToObj(i -> (i % 2 == 0 ? one : two).redeem(ticket).subscribeAsCompletionStage())
                    .toList();

            assertThat(taken.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                    .containsExactly(ANNA);
        }
        assertThat(database.documents("tickets")).isEmpty();
    }

    /** What it inserts is there, and it hears of that when the latch lets it. */
    private static ReactiveMongoClientImpl slow(CountDownLatch heard) {
        // no class of its own: Quarkus would make it a listener of every client
        Object listener = Proxy.newProxyInstance(
                CommandListener.class.getClassLoader(),
                new Class<?>[] {CommandListener.class},
                (self, method, args) -> {
                    if (args != null
                            && args[0] instanceof CommandSucceededEvent event
                            && event.getCommandName().equals("insert")) {
                        heard.await();
                    }
                    return null;
                });
        return new ReactiveMongoClientImpl(MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestDatabase.server()))
                .addCommandListener((CommandListener) listener)
                .build()));
    }

    @Test
    void aTicketThatIsWrittenAfterAllIsTakenOnce() {
        CountDownLatch heard = new CountDownLatch(1);
        try (ReactiveMongoClientImpl slow = slow(heard)) {
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            Tickets tickets = new Tickets(slow, database.name, IMPATIENT, clock);
            String ticket = result(tickets.issue(ANNA));
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> database.documents("tickets").size() == 1);

            assertThat(result(tickets.redeem(ticket))).contains(ANNA);
            assertThat(result(replica(Duration.ZERO).redeem(ticket))).isEmpty();
        } finally {
            heard.countDown();
        }
    }

    @Test
    void aTicketIsItsUsersOnly() {
        Tickets tickets = replica(Duration.ZERO);
        String anna = result(tickets.issue(ANNA));
        String root = result(tickets.issue(ROOT));

        assertThat(database.documents("tickets").toString())
                .doesNotContain(anna)
                .doesNotContain(root);
        assertThat(result(tickets.redeem("none"))).isEmpty();
        assertThat(result(tickets.redeem(root))).contains(ROOT);
        assertThat(result(tickets.redeem(anna))).contains(ANNA);
    }

    @Test
    void aTicketOpensNothingWhenTheTokenThatMadeItHasEnded() {
        User leaving = new User("eve", Set.of(Role.OPERATOR), null, NOW.plusSeconds(1));
        String used = result(replica(Duration.ZERO).issue(leaving));
        String late = result(replica(Duration.ZERO).issue(leaving));

        assertThat(result(replica(Duration.ofMillis(999)).redeem(used))).contains(leaving);
        assertThat(result(replica(Duration.ofSeconds(1)).redeem(late))).isEmpty();
    }

    @Test
    void anOldTicketOpensNothingAndIsForgotten() {
        String ticket = result(replica(Duration.ZERO).issue(ANNA));
        result(replica(Duration.ZERO).issue(ROOT));
        Tickets later = replica(SETTINGS.ticketLife().plusMillis(1));

        result(replica(SETTINGS.ticketLife()).forgetOld());
        assertThat(database.documents("tickets")).as("still good").hasSize(2);
        assertThat(result(later.redeem(ticket))).isEmpty();
        result(later.forgetOld());
        assertThat(database.documents("tickets")).isEmpty();
    }
}
