package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AsteriskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each queue looks like now: who waits, in order, and who serves it. Publishes {@code state.queue} on change; a long queue
 * pauses between two of them, for its state lists everybody: a thousand callers who come and go would else be a million lines.
 */
final class Queues {

    /** Up to so many callers and operators there is no pause; beyond it, it is a millisecond for each of them. */
    private static final int SHORT = 50;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final class Queue {
        private final List<Entry> waiting = new ArrayList<>();
        private final Set<String> members = new TreeSet<>();
        private String strategy;
        private Instant pausesFrom = Instant.MAX;
        private Instant pausesUntil = Instant.MAX;

        private void pause(Instant from) {
            int lines = waiting.size() + members.size();
            Duration pause = lines > SHORT ? Duration.ofMillis(lines) : Duration.ZERO;
            pausesFrom = from;
            pausesUntil = from.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        }

        /** What comes from before the pause has overtaken the other link's frame, or the clock was set back: no reason to wait. */
        private boolean pauses(Instant at) {
            return !at.isBefore(pausesFrom) && at.isBefore(pausesUntil);
        }
    }

    private final Outbox outbox;
    private final Map<String, Queue> queues = new TreeMap<>();
    private final Set<String> touched = new TreeSet<>();
    private final Map<String, AsteriskState.Queue> published = new HashMap<>();

    Queues(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Asterisk sends nothing when a caller moves up: the place in this list is the position. */
    void add(Entry entry) {
        List<Entry> waiting = touch(entry.queue()).waiting;
        int index = Math.min(Math.max(entry.position() - 1, 0), waiting.size());
        waiting.add(index, entry);
    }

    void remove(Entry entry) {
        touch(entry.queue()).waiting.remove(entry);
    }

    /** 1 = next to be served; the last one known if it does not wait any more. */
    int position(Entry entry) {
        Queue queue = queues.get(entry.queue());
        int index = queue == null ? -1 : queue.waiting.indexOf(entry);
        return index < 0 ? entry.position() : index + 1;
    }

    void addMember(String queue, String iface) {
        touch(queue).members.add(iface);
    }

    void removeMember(String queue, String iface) {
        touch(queue).members.remove(iface);
    }

    void describe(String queue, String strategy) {
        touch(queue).strategy = strategy.isEmpty() ? null : strategy;
    }

    /** An earlier owner of the node knew this queue: even if it is no more, its state is published anew. */
    void inherit(AsteriskState.Queue state) {
        describe(state.queue(), state.strategy() == null ? "" : state.strategy());
    }

    /** The order of service as Asterisk lists it. */
    void arrange(String name, List<Entry> listed) {
        touch(name).waiting.sort(Comparator.comparingInt(entry -> {
            int index = listed.indexOf(entry);
            return index < 0 ? Integer.MAX_VALUE : index;
        }));
    }

    private Queue touch(String name) {
        touched.add(name);
        return queues.computeIfAbsent(name, key -> new Queue());
    }

    /** A queue that pauses is published with a later signal, a tick at the latest. */
    void publish(Moment moment) {
        for (Iterator<String> names = touched.iterator(); names.hasNext(); ) {
            String name = names.next();
            Queue queue = queues.get(name);
            if (queue.pauses(moment.receivedAt())) {
                continue;
            }
            names.remove();
            AsteriskState.Queue state = new AsteriskState.Queue(
                    outbox.node(), name, queue.strategy, callers(queue), List.copyOf(queue.members));
            if (!state.equals(published.put(name, state))) {
                outbox.state(state, moment);
                queue.pause(moment.receivedAt());
            }
        }
    }

    private static List<AsteriskState.Waiting> callers(Queue queue) {
        List<AsteriskState.Waiting> callers = new ArrayList<>();
        for (Entry entry : queue.waiting) {
            Call call = entry.call();
            callers.add(new AsteriskState.Waiting(
                    call.id(), entry.id(), call.caller(), callers.size() + 1, entry.joined()));
        }
        return callers;
    }

    int size() {
        return queues.size();
    }

    int waiting() {
        return queues.values().stream().mapToInt(queue -> queue.waiting.size()).sum();
    }

    List<LiveView.Queue> view() {
        List<LiveView.Queue> views = new ArrayList<>();
        queues.forEach((name, queue) -> {
            List<LiveView.Waiting> waiting = new ArrayList<>();
            for (Entry entry : queue.waiting) {
                Call call = entry.call();
                waiting.add(new LiveView.Waiting(
                        call.id(),
                        entry.id(),
                        entry.channel().id(),
                        call.caller(),
                        waiting.size() + 1,
                        entry.joined()));
            }
            views.add(new LiveView.Queue(name, queue.strategy, List.copyOf(waiting), List.copyOf(queue.members)));
        });
        return List.copyOf(views);
    }
}
