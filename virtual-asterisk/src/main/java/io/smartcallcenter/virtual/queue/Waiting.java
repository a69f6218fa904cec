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
        QueueSettings settings = queue.settings();
        if (settings.joinempty().empty(queue.members())) {
            leaveFor(QueueExit.JOINEMPTY);
            return;
        }
        if (settings.maxlen() > 0 && queue.waiting().size() >= settings.maxlen()) {
            leaveFor(QueueExit.FULL);
            return;
        }
        channel.occupation(this);
        start = clock.seconds();
        startMicros = clock.now();
        expire = timeout > 0 ? start + timeout : 0;
        queue.waiting().add(this);
        originalPosition = queue.waiting().size();
        queues.publishWaiting(queue);
        events.callerJoined(this);
        events.musicStarted(channel);
        turn();
    }

    private boolean ourTurn() {
        int available = queue.availableMembers(clock.seconds());
        int ahead = 0;
        for (Waiting other : queue.waiting()) {
            if (other == this) {
                return ahead < available;
            }
            if (other.attempt == null) {
                ahead++;
            }
            if (ahead >= available) {
                return false;
            }
        }
        return false;
    }

    /** wait_our_turn: looks again every second. */
    private void turn() {
        timer = null;
        if (expired()) {
            exit(QueueExit.TIMEOUT);
        } else if (ourTurn()) {
            tryMembers();
        } else if (leftAlone()) {
            exit(QueueExit.LEAVEEMPTY);
        } else {
            timer = clock.after(RECHECK, this::turn);
        }
    }

    private boolean expired() {
        return expire > 0 && clock.seconds() >= expire;
    }

    boolean leftAlone() {
        return queue.settings().leavewhenempty().empty(queue.members());
    }

    private void tryMembers() {
        long remaining = expire > 0 ? expire - clock.seconds() : Long.MAX_VALUE;
        long ringSeconds = Math.min(remaining, queue.settings().timeout());
        attempt = new Attempt(queues, this, ringSeconds);
        attempt.begin();
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
        queues.channels().variable(channel, "ABANDONED", "TRUE");
        queue.abandonedAfter(held);
        events.callerAbandoned(this, held);
        events.callerExited(this, reason, held);
        queues.variables().waited(channel, held);
        queues.variables().times(channel, sinceJoin(), 0);
        events.musicStopped(channel);
        leaveQueue();
        leaveFor(reason);
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

    @Override
    public void ending(Channel gone, Ending how) {
        if (timer != null) {
            timer.cancel();
        }
        events.musicStopped(channel);
        Attempt ringing = attempt;
        attempt = null;
        if (ringing != null) {
            ringing.callerGone();
        }
        long held = held();
        queues.variables().waited(channel, held);
        queues.variables().times(channel, sinceJoin(), 0);
        queues.channels().variable(channel, "ABANDONED", "TRUE");
        queue.abandonedAfter(held);
        events.callerAbandoned(this, held);
        events.callerExited(this, QueueExit.ABANDON, held);
        leaveQueue();
        if (ringing != null) {
            ringing.dropLegs();
        }
    }
}
