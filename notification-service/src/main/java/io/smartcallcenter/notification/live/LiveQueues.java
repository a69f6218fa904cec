package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who waits where, in the order of service. A caller joins at a position, as app_queue inserts them, and others move up. A queue
 * of the same name on several nodes is one to look at.
 */
final class LiveQueues {

    private static final int MAX_QUEUES = 2_000;
    private static final int MAX_WAITING = 2_000;

    private final Map<String, Queue> queues = new Bounded<>(MAX_QUEUES);

    private record Entry(String entryId, String callId, Party caller, Instant since) {

        String node() {
            return Ids.nodeOf(callId);
        }
    }

    private static final class Queue {
        private String strategy = "";
        private final Map<String, List<String>> members = new TreeMap<>();
        private final List<Entry> waiting = new ArrayList<>();
        private Instant newestJoin = Instant.MIN;
    }

    Set<String> names() {
        return Set.copyOf(queues.keySet());
    }

    void apply(CallEvent event, Instant at) {
        if (event instanceof CallEvent.QueueJoined joined) {
            join(joined, at);
        } else if (event instanceof CallEvent.QueueLeft left) {
            leave(left.entryId());
        } else if (event instanceof CallEvent.Answered answered && answered.entryId() != null) {
            leave(answered.entryId());
        } else if (event instanceof CallEvent.Ended ended) {
            queues.values().forEach(queue -> queue.waiting.removeIf(w -> w.callId.equals(ended.callId())));
        }
    }

    void apply(AsteriskState.Queue state, Instant at) {
        Queue queue = queue(state.queue());
        queue.strategy = state.strategy() == null ? "" : state.strategy();
        queue.members.put(state.node(), state.members());
        // States and calls travel apart: a state that is older than a join does not know who joined.
        if (!at.isBefore(queue.newestJoin)) {
            queue.waiting.removeIf(entry -> entry.node().equals(state.node()));
            state.waiting().stream()
                    .limit(MAX_WAITING)
                    .forEach(caller -> queue.waiting.add(new Entry(
                            caller.entryId(), caller.callId(), Callers.kept(caller.caller()), caller.since())));
        }
    }

    /** A call waits once in a queue: a gateway that found the caller there after a restart may give it a new entry id. */
    private void join(CallEvent.QueueJoined joined, Instant at) {
        List<Entry> waiting = queue(joined.queue()).waiting;
        leave(joined.entryId());
        waiting.removeIf(entry -> entry.callId.equals(joined.callId()));
        queue(joined.queue()).newestJoin = at;
        Entry entry = new Entry(joined.entryId(), joined.callId(), Callers.kept(joined.caller()), at);
        waiting.add(place(waiting, entry.node(), joined.position()), entry);
        if (waiting.size() > MAX_WAITING) {
            waiting.remove(waiting.size() - 1);
        }
    }

    /** Each node serves its own callers: positions count within it. */
    private static int place(List<Entry> waiting, String node, int position) {
        int before = 0;
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).node().equals(node) && ++before == position) {
                return i;
            }
        }
        return waiting.size();
    }

    private void leave(String entryId) {
        queues.values().forEach(queue -> queue.waiting.removeIf(w -> w.entryId.equals(entryId)));
    }

    private Queue queue(String name) {
        return queues.computeIfAbsent(name, n -> new Queue());
    }

    List<QueueView> views() {
        return queues.keySet().stream().sorted().map(this::view).toList();
    }

    /** An unknown queue is an empty one. */
    QueueView view(String name) {
        Queue queue = queues.getOrDefault(name, new Queue());
        List<QueueView.Waiting> waiting = new ArrayList<>();
        Map<String, Integer> positions = new HashMap<>();
        for (Entry entry : queue.waiting) {
            int position = positions.merge(entry.node(), 1, Integer::sum);
            waiting.add(new QueueView.Waiting(entry.entryId, entry.callId, entry.caller, position, entry.since));
        }
        List<String> members =
                queue.members.values().stream().flatMap(List::stream).distinct().toList();
        return new QueueView(name, queue.strategy, List.copyOf(waiting), members);
    }
}
