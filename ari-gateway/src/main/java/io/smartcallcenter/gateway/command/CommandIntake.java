package io.smartcallcenter.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Commands on their way from the consumer to a node's loop: a bounded number, because a loop that stands still must not fill the
 * heap. None is dropped: while it is {@link #full} the consumer reads no more, and what has waited too long is refused as expired.
 */
public final class CommandIntake {

    /** Five polls of the consumer; the loop needs far less than a second for them. */
    static final int MOST_WAITING = 500;

    private static final Logger LOG = Logger.getLogger(CommandIntake.class);

    /** What becomes of commands; called on the loop. */
    public interface Execution {

        /** @throws InvalidCommand for a command that can never be executed */
        void execute(CallCommand command);

        /** A command that cannot be read, but that says whose decision it is. */
        void refuse(CommandRefused refused);
    }

    private final Executor loop;
    private final Execution execution;
    private final AtomicInteger waiting = new AtomicInteger();

    public CommandIntake(Executor loop, Execution execution, MeterRegistry meters) {
        this.loop = loop;
        this.execution = execution;
        meters.gauge("scc.commands.waiting", waiting);
    }

    /** As many wait as may; to be asked before more are read. */
    public boolean full() {
        return waiting.get() >= MOST_WAITING;
    }

    /**
     * Hands a command over; never blocks.
     *
     * @param deadLetter takes the reason if the command can never be executed; called on the loop
     */
    void execute(CallCommand command, Consumer<String> deadLetter) {
        handOver(() -> {
            try {
                execution.execute(command);
            } catch (InvalidCommand e) {
                deadLetter.accept(e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(e, "Command %s could not be executed", command.decisionId());
                deadLetter.accept(e.toString());
            }
        });
    }

    /** Hands over what is to be told of a command that cannot be read; never blocks. */
    void refuse(CommandRefused refused) {
        handOver(() -> execution.refuse(refused));
    }

    private void handOver(Runnable work) {
        waiting.incrementAndGet();
        loop.execute(() -> {
            waiting.decrementAndGet();
            work.run();
        });
    }
}
