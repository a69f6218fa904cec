package io.smartcallcenter.virtual;

import static org.awaitility.Awaitility.await;

import io.smartcallcenter.virtual.cdr.CdrRow;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionFactory;

/** A virtual Asterisk whose time the test moves, with the lab's controller and both recording clients connected. */
final class Stage implements AutoCloseable {

    static final String CALLER = "79010000001";

    private final List<CdrRow> cdr = new CopyOnWriteArrayList<>();
    private final VirtualAsterisk asterisk;
    private final AmiClient ami;
    private final AriClient ari;
    private final LabController controller;

    Stage() {
        Instant start = Instant.parse("2026-11-22T22:28:20.174Z");
        asterisk =
                VirtualAsterisk.start(Fixture.options().speed(0).startAt(start).cdr(cdr::addAll));
        ari = AriClient.connected(asterisk, "SmartCallCenter");
        controller = new LabController(ari);
        ami = AmiClient.loggedIn(asterisk, "on");
        soon().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected("SmartCallCenter")));
    }

    /** What a machine does by itself is there within milliseconds. */
    static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(3)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    VirtualAsterisk asterisk() {
        return asterisk;
    }

    LabController controller() {
        return controller;
    }

    AmiClient ami() {
        return ami;
    }

    AriClient ari() {
        return ari;
    }

    Call call(String dialled) {
        return asterisk.call(CALLER, dialled, CallerPlan.PASSIVE);
    }

    void phone(String number, RingPlan.Reaction reaction) {
        asterisk.operator(number, RingPlan.always(reaction));
    }

    void phones(RingPlan.Reaction... inOrder) {
        asterisk.operators(RingPlan.inOrder(List.of(inOrder)));
    }

    /**
     * Lets the controller act: the time goes on only a millisecond per look, and not before the controller has done what it was told so
     * far and both clients have heard of it, however slow the machine is.
     */
    void until(BooleanSupplier condition) {
        soon().until(() -> {
            settle();
            asterisk.advance(Duration.ofMillis(1));
            return condition.getAsBoolean();
        });
    }

    private void settle() {
        ari.settle();
        controller.settle();
        ami.action("Ping");
    }

    void untilEvent(String name, int count) {
        until(() -> ami.events(name).size() >= count);
    }

    void untilEnded(Call call) {
        until(() -> call.ended().isDone());
    }

    void pause(String operator, String queue, boolean paused) {
        ami.action(
                "QueuePause",
                "Interface",
                "PJSIP/" + operator,
                "Queue",
                queue,
                "Paused",
                "" + paused,
                "Reason",
                "lunch");
    }

    void advance(Duration by) {
        asterisk.advance(by);
        ami.action("Ping");
    }

    void advance(int seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    /** Waits for the last event on both links, then takes everything down. */
    Recording recording() {
        until(() -> asterisk.inside(
                pbx -> pbx.channels().all().isEmpty() && pbx.bridges().all().isEmpty()));
        ami.action("Ping");
        await().until(() -> ari.events("ChannelDestroyed").size()
                        == ari.events("ChannelCreated").size()
                && ari.events("BridgeDestroyed").size()
                        == ari.events("BridgeCreated").size()
                && ari.events("DeviceStateChanged").size()
                        == ami.events("DeviceStateChange").size());
        List<String> queueLog = asterisk.queueLog();
        return new Recording(
                ami.events(),
                ari.events(),
                queueLog,
                cdr.stream().map(Recording::columns).toList());
    }

    @Override
    public void close() {
        controller.close();
        ari.close();
        ami.close();
        asterisk.close();
    }
}
