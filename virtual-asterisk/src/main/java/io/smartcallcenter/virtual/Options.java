package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.cdr.CdrSink;
import io.smartcallcenter.virtual.queue.QueueSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to start a {@link VirtualAsterisk}. There is no default password.
 *
 * @param ariPort 0 takes a free port; so does {@code amiPort}
 * @param app the Stasis application of the dialplan
 * @param speed how many times faster than the wall clock; 0 stands still until {@link VirtualAsterisk#advance}
 * @param startAt the PBX's time at the start; null is now
 * @param operators the operators' phones: 0001 is PJSIP/0001
 * @param cdr where CDR rows go; the caller closes it
 * @param queueLog where queue_log lines go; null keeps the newest in memory
 * @param incompleteAgentCompletes share (0..1) of AgentComplete events without channel ids, as a busy Asterisk sends some
 */
public record Options(
        String host,
        int ariPort,
        int amiPort,
        String ariUser,
        String ariPassword,
        String amiUser,
        String amiPassword,
        String app,
        double speed,
        Instant startAt,
        List<String> operators,
        List<QueueSettings> queues,
        CdrSink cdr,
        Consumer<String> queueLog,
        double incompleteAgentCompletes) {

    public Options {
        Objects.requireNonNull(ariPassword, "ariPassword");
        Objects.requireNonNull(amiPassword, "amiPassword");
        if (ariPassword.isBlank() || amiPassword.isBlank()) {
            throw new IllegalArgumentException("The virtual Asterisk needs a password for ARI and one for AMI");
        }
        operators = List.copyOf(operators);
        queues = List.copyOf(queues);
    }

    /** Free ports, the project's user names, the standard queues, the wall clock, no CDR. */
    public static Options with(String ariPassword, String amiPassword) {
        return new Options(
                "127.0.0.1",
                0,
                0,
                "smart-call-center",
                ariPassword,
                "scc",
                amiPassword,
                "SmartCallCenter",
                1,
                null,
                List.of("0001", "0002", "0003", "0004"),
                StandardQueues.all(),
                CdrSink.NONE,
                null,
                0);
    }

    public Options ports(int ari, int ami) {
        return new Options(
                host,
                ari,
                ami,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                startAt,
                operators,
                queues,
                cdr,
                queueLog,
                incompleteAgentCompletes);
    }

    public Options speed(double factor) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                factor,
                startAt,
                operators,
                queues,
                cdr,
                queueLog,
                incompleteAgentCompletes);
    }

    public Options startAt(Instant time) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                time,
                operators,
                queues,
                cdr,
                queueLog,
                incompleteAgentCompletes);
    }

    public Options operators(List<String> numbers) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                startAt,
                numbers,
                queues,
                cdr,
                queueLog,
                incompleteAgentCompletes);
    }

    public Options queues(List<QueueSettings> settings) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                startAt,
                operators,
                settings,
                cdr,
                queueLog,
                incompleteAgentCompletes);
    }

    public Options cdr(CdrSink sink) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                startAt,
                operators,
                queues,
                sink,
                queueLog,
                incompleteAgentCompletes);
    }

    public Options queueLog(Consumer<String> sink) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                startAt,
                operators,
                queues,
                cdr,
                sink,
                incompleteAgentCompletes);
    }

    public Options incompleteAgentCompletes(double share) {
        return new Options(
                host,
                ariPort,
                amiPort,
                ariUser,
                ariPassword,
                amiUser,
                amiPassword,
                app,
                speed,
                startAt,
                operators,
                queues,
                cdr,
                queueLog,
                share);
    }
}
