package io.smartcallcenter.virtual.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One queue: its members, its waiting callers and the numbers that {@code queue show} prints. */
public final class CallQueue {

    private final boolean listed;
    private final List<Member> members = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private QueueSettings settings;
    private int nextQueuePosition;
    private int roundRobinPosition;
    private int completed;
    private int completedInServiceLevel;
    private int abandoned;
    private int abandonedInServiceLevel;
    private long holdTime;
    private long talkTime;

    CallQueue(QueueSettings settings) {
        this.settings = settings;
        this.listed = settings.strategy() == Strategy.LINEAR;
    }

    public String name() {
        return settings.name();
    }

    public QueueSettings settings() {
        return settings;
    }

    /** A reload of the queue's parameters. Its container of members stays: a queue that becomes linear rings by hash bucket. */
    void reload(QueueSettings parameters) {
        settings = parameters;
    }

    /** In the order in which Asterisk lists them: by hash bucket, or as configured for a queue that began as linear. */
    public List<Member> members() {
        return members;
    }

    /** In the order of the queue: index 0 is position 1. */
    public List<Waiting> waiting() {
        return waiting;
    }

    /** Behind everybody of the same or a higher priority; gives the position. */
    int join(Waiting caller) {
        int index = 0;
        while (index < waiting.size() && waiting.get(index).priority() >= caller.priority()) {
            index++;
        }
        waiting.add(index, caller);
        return index + 1;
    }

    /** By the channel's name; null when it does not wait here. */
    public Waiting waiting(String channel) {
        for (Waiting each : waiting) {
            if (each.channel().name().equals(channel)) {
                return each;
            }
        }
        return null;
    }

    public Member member(String device) {
        for (Member member : members) {
            if (member.device().equals(device)) {
                return member;
            }
        }
        return null;
    }

    void add(Member member) {
        member.queuePosition(nextQueuePosition++);
        members.add(member);
        if (!listed) {
            members.sort(Comparator.comparingInt(Member::bucket));
        }
    }

    int roundRobinPosition() {
        return roundRobinPosition;
    }

    void roundRobinPosition(int position) {
        roundRobinPosition = position;
    }

    /** {@code num_available_members}: for ringall one is as good as many. */
    int availableMembers(long now) {
        int available = 0;
        for (Member member : members) {
            if (member.available(settings.wrapuptime(), now)) {
                available++;
                if (settings.strategy() == Strategy.RINGALL) {
                    break;
                }
            }
        }
        return available;
    }

    /** Why a caller may not come in now; null when they may. */
    QueueExit refusal() {
        if (settings.joinempty().empty(members)) {
            return QueueExit.JOINEMPTY;
        }
        return settings.maxlen() > 0 && waiting.size() >= settings.maxlen() ? QueueExit.FULL : null;
    }

    boolean leftAlone() {
        return settings.leavewhenempty().empty(members);
    }

    /** is_our_turn: there is a free member for everybody ahead for whom no phone rings yet, and one more. */
    boolean turnOf(Waiting caller, long now) {
        int available = availableMembers(now);
        int ahead = 0;
        for (Waiting other : waiting) {
            if (other == caller) {
                return ahead < available;
            }
            if (!other.tries()) {
                ahead++;
            }
            if (ahead >= available) {
                return false;
            }
        }
        return false;
    }

    void answered(long hold) {
        holdTime = completed + abandoned == 0 && holdTime == 0 ? hold : (3 * holdTime + hold) / 4;
    }

    void completed(long hold, long talk) {
        talkTime = completed == 0 ? talk : (3 * talkTime + talk) / 4;
        completed++;
        if (hold <= settings.servicelevel()) {
            completedInServiceLevel++;
        }
    }

    void abandonedAfter(long hold) {
        abandoned++;
        if (hold <= settings.servicelevel()) {
            abandonedInServiceLevel++;
        }
    }

    public int completed() {
        return completed;
    }

    public int abandoned() {
        return abandoned;
    }

    /** A smoothed value, not a mean: (3 * old + new) / 4 in whole seconds. */
    public long holdTime() {
        return holdTime;
    }

    public long talkTime() {
        return talkTime;
    }

    /** Percent of the completed calls that waited no longer than {@code servicelevel}. */
    public double serviceLevel() {
        return completed == 0 ? 0 : 100.0 * completedInServiceLevel / completed;
    }

    /** The same over all callers; those who gave up within {@code servicelevel} count as served. */
    public double serviceLevel2() {
        int ended = completed + abandoned;
        return ended == 0 ? 0 : 100.0 * (completedInServiceLevel + abandonedInServiceLevel) / ended;
    }
}
