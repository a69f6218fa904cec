package io.smartcallcenter.virtual.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A queue of queues.conf. Times are whole seconds, as there. Unchangeable: each {@code with} gives another one. */
public final class QueueSettings {

    private final String name;
    private Strategy strategy;
    private final int timeout;
    private final int retry;
    private boolean autopause;
    private int wrapuptime;
    private int servicelevel;
    private int maxlen;
    private EmptyRule joinempty = EmptyRule.NEVER;
    private EmptyRule leavewhenempty = EmptyRule.NEVER;
    private List<StaticMember> members = List.of();
    private boolean variables;
    private Map<String, String> exits = Map.of();

    /** {@code member => interface,penalty,name} */
    public record StaticMember(String device, String name, int penalty) {}

    private QueueSettings(String name, Strategy strategy, int timeout, int retry) {
        this.name = name;
        this.strategy = strategy;
        this.timeout = timeout;
        this.retry = retry;
    }

    /** A queue with autofill, joinempty=yes and no members yet. */
    public static QueueSettings of(String name, Strategy strategy, int timeout, int retry) {
        return new QueueSettings(name, strategy, timeout, retry);
    }

    private QueueSettings with(Consumer<QueueSettings> change) {
        QueueSettings copy = new QueueSettings(name, strategy, timeout, retry);
        copy.autopause = autopause;
        copy.wrapuptime = wrapuptime;
        copy.servicelevel = servicelevel;
        copy.maxlen = maxlen;
        copy.joinempty = joinempty;
        copy.leavewhenempty = leavewhenempty;
        copy.members = members;
        copy.variables = variables;
        copy.exits = exits;
        change.accept(copy);
        return copy;
    }

    public QueueSettings withStrategy(Strategy other) {
        return with(queue -> queue.strategy = other);
    }

    public QueueSettings withAutopause() {
        return with(queue -> queue.autopause = true);
    }

    public QueueSettings withWrapup(int seconds) {
        return with(queue -> queue.wrapuptime = seconds);
    }

    public QueueSettings withServicelevel(int seconds) {
        return with(queue -> queue.servicelevel = seconds);
    }

    public QueueSettings withMaxlen(int callers) {
        return with(queue -> queue.maxlen = callers);
    }

    public QueueSettings withEmptyRules(EmptyRule join, EmptyRule leave) {
        return with(queue -> {
            queue.joinempty = join;
            queue.leavewhenempty = leave;
        });
    }

    public QueueSettings withVariables() {
        return with(queue -> queue.variables = true);
    }

    public QueueSettings withExits(Map<String, String> numberOfKey) {
        return with(queue -> queue.exits = Map.copyOf(numberOfKey));
    }

    public QueueSettings withMember(String device, String memberName, int penalty) {
        List<StaticMember> more = new ArrayList<>(members);
        more.add(new StaticMember(device, memberName, penalty));
        return with(queue -> queue.members = List.copyOf(more));
    }

    public String name() {
        return name;
    }

    public Strategy strategy() {
        return strategy;
    }

    /** How long an agent's phone rings. */
    public int timeout() {
        return timeout;
    }

    /** The pause before the next try. */
    public int retry() {
        return retry;
    }

    /** A missed call pauses the member in this queue. */
    public boolean autopause() {
        return autopause;
    }

    public int wrapuptime() {
        return wrapuptime;
    }

    public int servicelevel() {
        return servicelevel;
    }

    /** How many may wait; 0 is unlimited. */
    public int maxlen() {
        return maxlen;
    }

    public EmptyRule joinempty() {
        return joinempty;
    }

    public EmptyRule leavewhenempty() {
        return leavewhenempty;
    }

    public List<StaticMember> members() {
        return members;
    }

    /** setinterfacevar, setqueuevar and setqueueentryvar together. */
    public boolean variables() {
        return variables;
    }

    /** The keys that lead out of the queue (0-9, *, #), and the number of [internal] that each leads to. */
    public Map<String, String> exits() {
        return exits;
    }
}
