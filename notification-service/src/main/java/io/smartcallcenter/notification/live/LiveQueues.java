package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who waits where, in the order of service. A caller joins at a position, as app_queue inserts them, and others move up. */
final class LiveQueues {

    private static final int MAX_QUEUES = 2_000;
    private static final int MAX_WAITING = 2_000;

    private final Map<String, Queue> queues = new Bounded<>(MAX_QUEUES);

    private record Entry(String entryId, String callId, Party caller, Instant since) {}

    private static final class Queue {
        private String strategy = "";
        private List<String> members = List.of();
        private final List<Entry> waiting = new ArrayList<>();
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

    void apply(AsteriskState.Queue state) {
        Queue queue = queue(state.queue());
        queue.strategy = state.strategy() == null ? "" : state.strategy();
        queue.members = state.members();
    }

    /** A call waits once in a queue: a gateway that found the caller there after a restart may give it a new entry id. */
    private void join(CallEvent.QueueJoined joined, Instant at) {
        List<Entry> waiting = queue(joined.queue()).waiting;
        leave(joined.entryId());
        waiting.removeIf(entry -> entry.callId.equals(joined.callId()));
        int index = joined.position() < 1 ? waiting.size() : Math.min(joined.position() - 1, waiting.size());
        waiting.add(index, new Entry(joined.entryId(), joined.callId(), Callers.kept(joined.caller()), at));
        if (waiting.size() > MAX_WAITING) {
            waiting.remove(waiting.size() - 1);
        }
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
        for (Entry entry : queue.waiting) {
            waiting.add(
                    new QueueView.Waiting(entry.entryId, entry.callId, entry.caller, waiting.size() + 1, entry.since));
        }
        return new QueueView(name, queue.strategy, List.copyOf(waiting), queue.members);
    }
}
