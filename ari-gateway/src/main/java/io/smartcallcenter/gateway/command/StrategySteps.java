package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.SetStrategy;
import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ami.AmiException;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets a queue of {@code queues.conf} ring its operators in another way: Asterisk rewrites the line {@code strategy} of the file and
 * reloads this queue's settings. Callers, members and pauses stay. Seen on Asterisk 22, see docs/routing-setup.md.
 */
final class StrategySteps {

    private static final String FILE = "queues.conf";

    /** What Asterisk says, and what it means. */
    private static final Map<String, String> MEANINGS = Map.of(
            "Permission denied", "the AMI user has no write privilege config",
            "Given category does not exist", FILE + " has no such queue",
            "Update did not complete successfully", "the queue has no line strategy in " + FILE,
            "Save of config failed", "Asterisk may not write " + FILE);

    private final Function<AmiAction, Future<Map<String, String>>> ami;
    private final Consumer<Signal> signals;

    StrategySteps(Function<AmiAction, Future<Map<String, String>>> ami, Consumer<Signal> signals) {
        this.ami = ami;
        this.signals = signals;
    }

    /** Fails when Asterisk refuses, and for a change to linear: nothing is changed then. */
    Future<?> set(SetStrategy command) {
        String queue = Checked.queue(command.queue());
        if (command.strategy() == QueueStrategy.LINEAR) {
            // It says Success and linear, and goes on to ring in the order of its hash table.
            return Future.failedFuture(new AmiException(
                    "a running queue cannot become linear: write it to " + FILE + " and restart Asterisk"));
        }
        String strategy = command.strategy().asteriskName();
        return ami.apply(update(queue, strategy))
                .compose(updated -> ami.apply(reload(queue)))
                .recover(failure -> Future.failedFuture(explained(failure)))
                .onSuccess(reloaded -> signals.accept(new Signal.StrategySet(queue, strategy, Instant.now())));
    }

    private static AmiAction update(String queue, String strategy) {
        return AmiAction.of("UpdateConfig")
                .with("SrcFilename", FILE)
                .with("DstFilename", FILE)
                .with("Action-000000", "Update")
                .with("Cat-000000", queue)
                .with("Var-000000", "strategy")
                .with("Value-000000", strategy);
    }

    /** UpdateConfig's own reload would read every queue and all members anew. */
    private static AmiAction reload(String queue) {
        return AmiAction.of("QueueReload").with("Queue", queue).with("Parameters", "yes");
    }

    private static Throwable explained(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        return MEANINGS.entrySet().stream()
                .filter(meaning -> said.endsWith(meaning.getKey()))
                .findFirst()
                .<Throwable>map(meaning -> new AmiException(said + ": " + meaning.getValue()))
                .orElse(failure);
    }
}
