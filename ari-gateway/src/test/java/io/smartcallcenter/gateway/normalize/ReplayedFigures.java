package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.SccEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A naive consumer: counts published events, each id once, in the words of queue_log. */
final class ReplayedFigures {

    static final class QueueFigures {
        final Map<EntryOutcome, Integer> outcomes = new HashMap<>();
        int entered;
        final List<Long> holdMs = new ArrayList<>();
        final List<Long> talkMs = new ArrayList<>();
        final List<Long> gaveUpMs = new ArrayList<>();

        int count(EntryOutcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }
    }

    static final class AgentFigures {
        final Map<OfferOutcome, Integer> outcomes = new HashMap<>();
        int offered;
        final List<Long> talkMs = new ArrayList<>();
        final List<Long> missedRingMs = new ArrayList<>();
        final List<List<String>> pauses = new ArrayList<>();

        int count(OfferOutcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        /** What queue_log calls RINGNOANSWER. */
        int missed() {
            return count(OfferOutcome.TIMEOUT) + count(OfferOutcome.REJECTED);
        }
    }

    final Map<String, QueueFigures> queues = new TreeMap<>();
    final Map<String, AgentFigures> agents = new TreeMap<>();
    final Map<String, AgentFigures> direct = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();

    static ReplayedFigures of(List<Published> published) {
        ReplayedFigures figures = new ReplayedFigures();
        for (Published event : published) {
            if (figures.seen.add(event.envelope().meta().id())) {
                figures.count(event.envelope().data());
            }
        }
        return figures;
    }

    private void count(SccEvent data) {
        if (data instanceof CallEvent.QueueJoined joined) {
            queue(joined.queue()).entered++;
        } else if (data instanceof CallEvent.QueueLeft left) {
            left(left);
        } else if (data instanceof CallEvent.OfferStarted started) {
            agent(started.queue(), started.agent()).offered++;
        } else if (data instanceof CallEvent.OfferEnded ended) {
            AgentFigures agent = agent(ended.queue(), ended.agent());
            agent.outcomes.merge(ended.outcome(), 1, Integer::sum);
            if (ended.outcome() == OfferOutcome.TIMEOUT || ended.outcome() == OfferOutcome.REJECTED) {
                agent.missedRingMs.add(ended.ringMs());
            }
        } else if (data instanceof CallEvent.Released released && released.endedBy() != EndedBy.UNKNOWN) {
            agent(released.queue(), released.agent()).talkMs.add(released.talkMs());
            if (released.queue() != null) {
                queue(released.queue()).talkMs.add(released.talkMs());
            }
        } else if (data instanceof AgentEvent.Paused paused) {
            agent(paused.queue(), paused.agent()).pauses.add(List.of("PAUSE", paused.reason()));
        } else if (data instanceof AgentEvent.Unpaused unpaused) {
            agent(unpaused.queue(), unpaused.agent()).pauses.add(List.of("UNPAUSE", ""));
        }
    }

    private void left(CallEvent.QueueLeft left) {
        QueueFigures queue = queue(left.queue());
        queue.outcomes.merge(left.outcome(), 1, Integer::sum);
        if (left.outcome() == EntryOutcome.ANSWERED) {
            queue.holdMs.add(left.waitMs());
        } else if (left.outcome() != EntryOutcome.LOST) {
            queue.gaveUpMs.add(left.waitMs());
        }
    }

    private QueueFigures queue(String name) {
        return queues.computeIfAbsent(name, key -> new QueueFigures());
    }

    private AgentFigures agent(String queue, io.smartcallcenter.events.Agent agent) {
        return queue == null
                ? direct.computeIfAbsent(agent.iface(), key -> new AgentFigures())
                : agents.computeIfAbsent(queue + "/" + agent.name(), key -> new AgentFigures());
    }
}
