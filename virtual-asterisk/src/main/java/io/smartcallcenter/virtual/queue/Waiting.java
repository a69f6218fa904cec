package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * A caller in a queue: queue_exec's loop of "is it our turn", try the members, leave when empty or timed out, wait for {@code retry}.
 * Whole-second arithmetic where app_queue uses time(NULL).
 */
public final class Waiting implements Occupation {

    private static final Duration RECHECK = Duration.ofSeconds(1);

    private final Queues queues;
    private final VirtualClock clock;
    private final PbxEvents events;
    private final Channel channel;
    private final CallQueue queue;
    private final int timeout;
    private final BiConsumer<Channel, QueueExit> ended;
    private long start;
    private long startMicros;
    private long expire;
    private int originalPosition;
    private int lastPosition;
    private int linearPosition;
    private Attempt attempt;
    private Timer timer;
    private String withdrawn;
    private int priority;
    private int maxPenalty;

    Waiting(Queues queues, Channel channel, CallQueue queue, int timeout, BiConsumer<Channel, QueueExit> ended) {
        this.queues = queues;
        this.clock = queues.clock();
        this.events = queues.events();
        this.channel = channel;
        this.queue = queue;
        this.timeout = timeout;
        this.ended = ended;
    }

    public Channel channel() {
        return channel;
    }

    public CallQueue queue() {
        return queue;
    }

    /** 1 is the head of the queue; after leaving, the last position. */
    public int position() {
        int index = queue.waiting().indexOf(this);
        return index >= 0 ? index + 1 : lastPosition;
    }

    public int originalPosition() {
        return originalPosition;
    }

    /** Whole seconds of waiting, by the seconds of the clock. */
    public long held() {
        return clock.seconds() - start;
    }

    int linearPosition() {
        return linearPosition;
    }

    void linearPosition(int position) {
        linearPosition = position;
    }

    void begin() {
        QueueExit refusal = queue.refusal();
        if (refusal != null) {
            leaveFor(refusal);
            return;
        }
        channel.occupation(this);
        start = clock.seconds();
        startMicros = clock.now();
        expire = timeout > 0 ? start + timeout : 0;
        priority = queues.variables().number(channel, "QUEUE_PRIO", 0);
        maxPenalty = queues.variables().number(channel, "QUEUE_MAX_PENALTY", Integer.MAX_VALUE);
        originalPosition = queue.join(this);
        queues.publishWaiting(queue);
        events.callerJoined(this);
        events.musicStarted(channel);
        turn();
    }

    /** Callers of a higher one are served first. */
    public int priority() {
        return priority;
    }

    /** Members of a higher penalty are not rung. */
    int maxPenalty() {
        return maxPenalty;
    }

    /** wait_our_turn: looks again every second. */
    private void turn() {
        if (expired()) {
            exit(QueueExit.TIMEOUT);
        } else if (withdrawn != null) {
            exit(QueueExit.WITHDRAW);
        } else if (queue.turnOf(this, clock.seconds())) {
            tryMembers();
        } else if (queue.leftAlone()) {
            exit(QueueExit.LEAVEEMPTY);
        } else {
            timer = clock.after(RECHECK, this::turn);
        }
    }

    /** AMI QueueWithdrawCaller: Queue() sees it when no phone rings any more (trace 29). False when that has been asked already. */
    public boolean withdraw(String info) {
        if (withdrawn != null) {
            return false;
        }
        withdrawn = info;
        return true;
    }

    /** What the withdrawal was asked with; null when it was not. */
    public String withdrawn() {
        return withdrawn;
    }

    private boolean expired() {
        return expire > 0 && clock.seconds() >= expire;
    }

    private void tryMembers() {
        long remaining = expire > 0 ? expire - clock.seconds() : Long.MAX_VALUE;
        long ringSeconds = Math.min(remaining, queue.settings().timeout());
        attempt = new Attempt(queues, this, ringSeconds);
        attempt.begin();
    }

    boolean tries() {
        return attempt != null;
    }

    boolean tries(Attempt one) {
        return attempt == one;
    }

    /** Nobody answered this time. */
    void attemptFailed(boolean alone) {
        attempt = null;
        if (alone) {
            exit(QueueExit.LEAVEEMPTY);
        } else if (expired()) {
            exit(QueueExit.TIMEOUT);
        } else {
            timer = clock.after(Duration.ofSeconds(queue.settings().retry()), this::turn);
        }
    }

    /** An agent answered: this caller waits no more. */
    void answered(Ringing winner) {
        attempt = null;
        long held = held();
        events.musicStopped(channel);
        queues.variables().answered(winner, held);
        leaveQueue();
        queues.variables().waited(channel, held);
    }

    /** Microseconds since the caller came into the queue. */
    long sinceJoin() {
        return clock.now() - startMicros;
    }

    private void exit(QueueExit reason) {
        channel.occupation(NONE);
        long held = held();
        abandoned(reason, held);
        queues.variables().waited(channel, held);
        queues.variables().times(channel, sinceJoin(), 0);
        events.musicStopped(channel);
        leaveQueue();
        leaveFor(reason);
    }

    private void abandoned(QueueExit reason, long held) {
        queues.channels().variable(channel, "ABANDONED", "TRUE");
        queue.abandonedAfter(held);
        events.callerAbandoned(this, held);
        events.callerExited(this, reason, held);
    }

    private void leaveFor(QueueExit reason) {
        queues.channels().variable(channel, "QUEUESTATUS", reason.name());
        ended.accept(channel, reason);
    }

    private void leaveQueue() {
        lastPosition = position();
        queue.waiting().remove(this);
        queues.publishWaiting(queue);
        events.callerLeft(this);
        queues.variables().position(channel, lastPosition);
    }

    /** valid_exit: a key of the queue's context ends the waiting at once, also while phones ring (trace 26). */
    @Override
    public void digit(Channel presses, char digit) {
        String key = String.valueOf(digit);
        if (!queue.settings().exits().containsKey(key)) {
            return;
        }
        channel.occupation(NONE);
        channel.at(queue.name(), key, 0);
        Attempt ringing = stop();
        long held = held();
        events.callerExited(this, QueueExit.KEY, held);
        queues.variables().waited(channel, held);
        queues.variables().times(channel, sinceJoin(), 0);
        events.musicStopped(channel);
        leaveQueue();
        if (ringing != null) {
            ringing.dropLegs();
        }
        ended.accept(channel, QueueExit.KEY);
    }

    /** No further try; the phones that ring now are told, and their legs are the caller's to drop. Null when none rings. */
    private Attempt stop() {
        if (timer != null) {
            timer.cancel();
        }
        Attempt ringing = attempt;
        attempt = null;
        if (ringing != null) {
            ringing.callerGone();
        }
        return ringing;
    }

    @Override
    public void ending(Channel gone, Ending how) {
        events.musicStopped(channel);
        Attempt ringing = stop();
        long held = held();
        queues.variables().waited(channel, held);
        queues.variables().times(channel, sinceJoin(), 0);
        abandoned(QueueExit.ABANDON, held);
        leaveQueue();
        if (ringing != null) {
            ringing.dropLegs();
        }
    }
}
