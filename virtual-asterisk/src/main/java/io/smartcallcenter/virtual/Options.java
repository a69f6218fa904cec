package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.cdr.CdrSink;
import io.smartcallcenter.virtual.queue.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** How to start a {@link VirtualAsterisk}: immutable, each method gives a copy. There is no default password. */
public final class Options implements Cloneable {

    private String host = "127.0.0.1";
    private int ariPort;
    private int amiPort;
    private final String ariUser = "smart-call-center";
    private final String ariPassword;
    private final String amiUser = "scc";
    private final String amiPassword;
    private final String app = "SmartCallCenter";
    private double speed = 1;
    private Instant startAt;
    private List<String> operators = List.of("0001", "0002", "0003", "0004");
    private List<QueueSettings> queues = StandardQueues.all();
    private CdrSink cdr = CdrSink.NONE;
    private Consumer<String> queueLog = line -> {};
    private double incompleteAgentCompletes;
    private Duration writeTimeout = Duration.ofSeconds(5);

    private Options(String ariPassword, String amiPassword) {
        this.ariPassword = ariPassword;
        this.amiPassword = amiPassword;
    }

    /** Free ports on loopback, the project's user names, the standard queues, the wall clock, no CDR. */
    public static Options with(String ariPassword, String amiPassword) {
        if (ariPassword == null || ariPassword.isBlank() || amiPassword == null || amiPassword.isBlank()) {
            throw new IllegalArgumentException("The virtual Asterisk needs a password for ARI and one for AMI");
        }
        return new Options(ariPassword, amiPassword);
    }

    private Options copy() {
        try {
            return (Options) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The address that both links listen on; {@code 127.0.0.1} unless said otherwise. */
    public Options host(String address) {
        Options copy = copy();
        copy.host = address;
        return copy;
    }

    /** 0 takes a free port. */
    public Options ports(int ari, int ami) {
        Options copy = copy();
        copy.ariPort = ari;
        copy.amiPort = ami;
        return copy;
    }

    /** How many times faster than the wall clock; 0 stands still until {@link VirtualAsterisk#advance}. */
    public Options speed(double factor) {
        Options copy = copy();
        copy.speed = factor;
        return copy;
    }

    /** The PBX's time at the start instead of now. */
    public Options startAt(Instant time) {
        Options copy = copy();
        copy.startAt = time;
        return copy;
    }

    /** The operators' phones: 0001 is PJSIP/0001. */
    public Options operators(List<String> numbers) {
        Options copy = copy();
        copy.operators = List.copyOf(numbers);
        return copy;
    }

    public Options queues(List<QueueSettings> settings) {
        Options copy = copy();
        copy.queues = List.copyOf(settings);
        return copy;
    }

    /** Where CDR rows go; the caller closes it. */
    public Options cdr(CdrSink sink) {
        Options copy = copy();
        copy.cdr = sink;
        return copy;
    }

    /** Where queue_log lines go, besides the newest ones that are kept in memory. */
    public Options queueLog(Consumer<String> sink) {
        Options copy = copy();
        copy.queueLog = sink;
        return copy;
    }

    /** The share (0..1) of AgentComplete events without channel ids: a busy Asterisk sends some. */
    public Options incompleteAgentCompletes(double share) {
        Options copy = copy();
        copy.incompleteAgentCompletes = share;
        return copy;
    }

    /** A client that takes nothing for so long is cut; 5 s as in deploy/asterisk, Asterisk's own default is 100 ms. */
    public Options writeTimeout(Duration timeout) {
        Options copy = copy();
        copy.writeTimeout = timeout;
        return copy;
    }

    public String host() {
        return host;
    }

    public int ariPort() {
        return ariPort;
    }

    public int amiPort() {
        return amiPort;
    }

    public String ariUser() {
        return ariUser;
    }

    public String ariPassword() {
        return ariPassword;
    }

    public String amiUser() {
        return amiUser;
    }

    public String amiPassword() {
        return amiPassword;
    }

    /** The Stasis application of the dialplan. */
    public String app() {
        return app;
    }

    public double speed() {
        return speed;
    }

    /** Null for now. */
    public Instant startAt() {
        return startAt;
    }

    public List<String> operators() {
        return operators;
    }

    public List<QueueSettings> queues() {
        return queues;
    }

    public CdrSink cdr() {
        return cdr;
    }

    public Consumer<String> queueLog() {
        return queueLog;
    }

    public Duration writeTimeout() {
        return writeTimeout;
    }

    public double incompleteAgentCompletes() {
        return incompleteAgentCompletes;
    }
}
