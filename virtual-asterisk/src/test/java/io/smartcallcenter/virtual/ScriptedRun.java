package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.cdr.CdrRow;
import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Plays a scenario file with the lab's controller and two recording clients, which connect again when they are cut, as the lab's
 * did. The time goes on by the scenario's waits; in between, the controller gets a millisecond at a time.
 */
final class ScriptedRun implements AutoCloseable {

    private final List<CdrRow> cdr = new CopyOnWriteArrayList<>();
    private final List<AriClient> aris = new ArrayList<>();
    private final List<AmiClient> amis = new ArrayList<>();
    private final List<AriClient> others = new ArrayList<>();
    private final List<LabController> controllers = new ArrayList<>();
    private final Consumer<LabController> settings;
    private final VirtualAsterisk asterisk;

    ScriptedRun(Consumer<LabController> settings) {
        this.settings = settings;
        asterisk = VirtualAsterisk.start(Fixture.options()
                .speed(0)
                .startAt(Instant.parse("2026-11-22T22:28:20.174Z"))
                .cdr(cdr::addAll));
        connect();
        Stage.soon().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected("SmartCallCenter")));
    }

    private void connect() {
        if (aris.isEmpty() || last(aris).closed().isDone()) {
            try {
                AriClient ari = AriClient.connected(asterisk, "SmartCallCenter");
                aris.add(ari);
                control(ari);
            } catch (CompletionException refused) {
                // The next look tries again.
            }
        }
        if (amis.isEmpty() || last(amis).closed().isDone()) {
            try {
                amis.add(AmiClient.loggedIn(asterisk, "on"));
            } catch (UncheckedIOException | IllegalStateException refused) {
                // The next look tries again.
            }
        }
    }

    private void control(AriClient ari) {
        LabController controller = new LabController(ari);
        settings.accept(controller);
        controllers.add(controller);
    }

    /** Another socket of the same application, and one of another application. */
    void secondSocket() {
        AriClient second = AriClient.connected(asterisk, "SmartCallCenter");
        control(second);
        others.add(second);
        others.add(AriClient.connected(asterisk, "Observer"));
        Stage.soon().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected("Observer")));
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    /** {@code atStep} may act when the scenario gets there. */
    ScenarioRun play(Scenario scenario, Map<Integer, Runnable> atStep) {
        ScenarioRun run = asterisk.play(scenario);
        List<Integer> acted = new ArrayList<>();
        Stage.soon().until(() -> {
            connect();
            atStep.forEach((step, action) -> {
                if (run.step() >= step && !acted.contains(step)) {
                    acted.add(step);
                    action.run();
                }
            });
            if (asterisk.machine().opening()) {
                return false;
            }
            Duration wait = run.waitsFor();
            // While a link is away the clients look every 50 ms, so that they meet each phase of a boot.
            boolean away = last(aris).closed().isDone() || last(amis).closed().isDone();
            if (!away) {
                acted();
            }
            asterisk.advance(wait == null ? Duration.ofMillis(1) : away ? Duration.ofMillis(50) : wait);
            if (wait != null && !last(amis).closed().isDone()) {
                settle();
            }
            return run.finished().isDone();
        });
        if (!run.failures().isEmpty()) {
            throw new AssertionError(
                    scenario.name() + ": " + run.failures() + "\n" + String.join("\n", asterisk.queueLog()));
        }
        quiet();
        return run;
    }

    /** The controller has done what it was told so far, however slow the machine is: the time may go on. */
    private void acted() {
        last(aris).settle();
        controllers.forEach(LabController::settle);
    }

    /** A round trip on the AMI: everything before it has arrived, or the connection has ended. */
    private void settle() {
        try {
            last(amis).action("Ping");
        } catch (IllegalStateException cut) {
            // It will connect again.
        }
    }

    private void quiet() {
        Stage.soon().until(() -> {
            asterisk.advance(Duration.ofMillis(1));
            return asterisk.inside(
                    pbx -> pbx.channels().all().isEmpty() && pbx.bridges().all().isEmpty());
        });
        settle();
        aris.forEach(AriClient::settle);
    }

    List<JsonObject> ari() {
        return aris.stream().flatMap(client -> client.events().stream()).toList();
    }

    List<Map<String, String>> ami() {
        return amis.stream().flatMap(client -> client.events().stream()).toList();
    }

    Recording recording() {
        return new Recording(
                ami(),
                ari(),
                asterisk.queueLog(),
                cdr.stream().map(Recording::columns).toList());
    }

    @Override
    public void close() {
        controllers.forEach(LabController::close);
        aris.forEach(AriClient::close);
        others.forEach(AriClient::close);
        amis.forEach(AmiClient::close);
        asterisk.close();
    }
}
