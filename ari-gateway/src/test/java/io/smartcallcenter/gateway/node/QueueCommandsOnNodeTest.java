package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallCommand.RouteDirect;
import io.smartcallcenter.events.CallCommand.RouteQueue;
import io.smartcallcenter.events.CallCommand.SetStrategy;
import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.gateway.command.InvalidCommand;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Priority and penalty of a caller in a queue, and the strategy of a queue. */
class QueueCommandsOnNodeTest {

    private static final String CALLER = "1795386500.0";
    private static final String VARIABLE = "POST /channels/" + CALLER + "/variable?variable=";

    private NodeFixture fixture;

    @BeforeEach
    void start() {
        fixture = new NodeFixture(true, "scc.fallback.decision-timeout", "1m").started();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private RouteRequested call() {
        fixture.asterisk.ari().stasisStart(CALLER, "700");
        return fixture.awaitRequest(CALLER);
    }

    private static RouteQueue toSales(RouteRequested request, int priority, Integer maxPenalty) {
        return new RouteQueue(
                request.callId(),
                "d",
                NodeFixture.soon(),
                request.requestId(),
                "sales",
                0,
                "",
                false,
                priority,
                maxPenalty,
                Then.HANGUP);
    }

    private CommandRefused refusal() {
        await().until(() -> !fixture.published(CommandRefused.class).isEmpty());
        return fixture.published(CommandRefused.class).get(0);
    }

    private void setStrategy(QueueStrategy strategy) {
        fixture.execute(new SetStrategy("pbx1", "s1", NodeFixture.soon(), "support", strategy));
    }

    @Test
    void priorityAndPenaltyAreOnTheChannelBeforeTheQueue() {
        fixture.execute(toSales(call(), 10, 0));
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=sales");
        assertThat(fixture.requests())
                .contains(VARIABLE + "QUEUE_PRIO&value=10", VARIABLE + "QUEUE_MAX_PENALTY&value=0");
    }

    @Test
    void theQueueBehindAPhoneIsEnteredAsTheCommandSays() {
        RouteRequested request = call();
        fixture.asterisk.ari().status("POST /channels/create?endpoint=PJSIP%2F0001", 500);
        fixture.execute(new RouteDirect(
                request.callId(),
                "d",
                NodeFixture.soon(),
                request.requestId(),
                "PJSIP/0001",
                4,
                Then.queue("sales"),
                new Stay(120, "n", false, 10, 3, Then.queue("backup"))));
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=sales");
        assertThat(fixture.requests())
                .contains(
                        VARIABLE + "QUEUE_PRIO&value=10",
                        VARIABLE + "QUEUE_MAX_PENALTY&value=3",
                        VARIABLE + "SCC_QTIMEOUT&value=120",
                        VARIABLE + "SCC_QOPTS&value=n");
        assertThat(fixture.count(VARIABLE + "SCC_THEN")).isOne();
    }

    @Test
    void whatIsWrongWithTheQueueBehindAPhoneIsRefusedBeforeAnythingIsDone() {
        RouteRequested request = call();
        assertThat(fixture.execute(new RouteDirect(
                        request.callId(),
                        "d",
                        NodeFixture.soon(),
                        request.requestId(),
                        "PJSIP/0001",
                        4,
                        Then.queue("sales"),
                        new Stay(0, "", true, 0, null, Then.queue("a,b")))))
                .isInstanceOf(InvalidCommand.class)
                .hasMessageStartingWith("queue is no");
        assertThat(fixture.count("POST /channels/create")).isZero();
    }

    @Test
    void withoutThemTheChannelIsLeftAsItIs() {
        fixture.execute(toSales(call(), 0, null));
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue");
        assertThat(fixture.count(VARIABLE + "QUEUE_")).isZero();
    }

    @Test
    void whoGoesToTheDefaultQueueInsteadIsServedThereAsEverybodyElse() {
        RouteRequested request = call();
        fixture.asterisk.ari().status("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=sales", 500);
        fixture.execute(toSales(request, 10, 0));
        String fallback = "POST /channels/" + CALLER + "/continue?context=scc-queue&extension=support";
        fixture.awaitRequestTo(fallback);
        List<String> before = fixture.requests().stream()
                .takeWhile(line -> !line.startsWith(fallback))
                .toList();
        assertThat(before).contains(VARIABLE + "QUEUE_PRIO&value=0", VARIABLE + "QUEUE_MAX_PENALTY&value=2147483647");
    }

    @Test
    void aPriorityBeyondTheRangeIsRefusedBeforeAnythingIsDone() {
        assertThat(fixture.execute(toSales(call(), 1_001, null)))
                .isInstanceOf(InvalidCommand.class)
                .hasMessage("priority is not between 0 and 1000");
        assertThat(fixture.count(VARIABLE)).isZero();
    }

    @Test
    void aPenaltyBeyondTheRangeIsRefusedBeforeAnythingIsDone() {
        assertThat(fixture.execute(toSales(call(), 0, -1)))
                .isInstanceOf(InvalidCommand.class)
                .hasMessage("maxPenalty is not between 0 and 1000");
        assertThat(fixture.count(VARIABLE)).isZero();
    }

    @Test
    void aStrategyIsWrittenToTheFileAndTheQueueReloaded() {
        setStrategy(QueueStrategy.RRMEMORY);
        await().until(() -> fixture.published(AsteriskState.Queue.class).stream()
                .anyMatch(queue -> queue.queue().equals("support") && "rrmemory".equals(queue.strategy())));
        assertThat(fixture.asterisk.ami().actions("UpdateConfig"))
                .singleElement()
                .satisfies(update -> assertThat(update)
                        .containsEntry("SrcFilename", "queues.conf")
                        .containsEntry("DstFilename", "queues.conf")
                        .containsEntry("Action-000000", "Update")
                        .containsEntry("Cat-000000", "support")
                        .containsEntry("Var-000000", "strategy")
                        .containsEntry("Value-000000", "rrmemory"));
        assertThat(fixture.asterisk.ami().actions("QueueReload"))
                .singleElement()
                .satisfies(reload ->
                        assertThat(reload).containsEntry("Queue", "support").containsEntry("Parameters", "yes"));
    }

    @Test
    void aRefusalOfAsteriskSaysWhatIsMissing() {
        fixture.asterisk.ami().refuse("UpdateConfig", "Permission denied");
        setStrategy(QueueStrategy.RINGALL);
        assertThat(refusal())
                .isEqualTo(new CommandRefused(
                        "pbx1",
                        "s1",
                        "queue.strategy",
                        Refusal.FAILED,
                        "UpdateConfig: Permission denied: the AMI user has no write privilege config"));
        assertThat(fixture.asterisk.ami().actions("QueueReload")).isEmpty();
    }

    @Test
    void aRunningQueueDoesNotBecomeLinear() {
        setStrategy(QueueStrategy.LINEAR);
        assertThat(refusal().reason()).isEqualTo(Refusal.FAILED);
        assertThat(refusal().detail()).contains("restart Asterisk");
        assertThat(fixture.asterisk.ami().actions("UpdateConfig")).isEmpty();
    }

    @Test
    void aHostileQueueNameReachesNoFile() {
        assertThat(fixture.execute(new SetStrategy(
                        "pbx1", "s1", NodeFixture.soon(), "x]\r\nAction: Originate", QueueStrategy.RINGALL)))
                .isInstanceOf(InvalidCommand.class);
        assertThat(fixture.asterisk.ami().actions("UpdateConfig")).isEmpty();
    }
}
