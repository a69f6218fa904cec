package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.SccEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the rules are held against, from events. Not thread-safe. Events that come again, or late, change nothing. */
public final class Facts {

    private final QueueFacts queues = new QueueFacts();
    private final PauseFacts pauses = new PauseFacts();
    private final MissedFacts missed = new MissedFacts();
    private final LinkFacts links = new LinkFacts();
    private final CdrFacts cdrs = new CdrFacts();
    private final Map<String, Long> lags = new TreeMap<>();

    /** Any event; those that no rule is about are passed over. */
    public void apply(Envelope<?> envelope) {
        if (envelope.meta() == null) {
            return;
        }
        SccEvent data = envelope.data();
        Instant at = envelope.meta().time();
        String source = envelope.meta().source();
        String node = source.substring(source.lastIndexOf('/') + 1);
        if (data instanceof KpiUpdate.Queue figures) {
            queues.apply(figures, at);
        } else if (data instanceof AgentEvent event) {
            pauses.apply(event, node, at);
        } else if (data instanceof AsteriskState.AgentState state) {
            pauses.apply(state, at);
        } else if (data instanceof AsteriskState.Node state) {
            links.apply(state, at);
        } else if (data instanceof NodeEvent event) {
            links.apply(event, at);
        } else if (data instanceof CdrEvent event) {
            cdrs.compared(event.callId());
        } else if (data instanceof CallEvent event) {
            missed.apply(event, at);
            if (event instanceof CallEvent.Ended) {
                cdrs.ended(event.callId(), at);
            }
        }
    }

    /**
     * An alert that another evaluator has raised: what it knew and no event within reach tells any more.
     *
     * @param at when it was raised
     */
    public void recall(Alert.Raised alert, Instant at) {
        if (alert.subject() == null) {
            return;
        }
        AlertKind kind = AlertKind.ofKey(alert.key()).orElse(null);
        if (kind == AlertKind.MISSED_IN_ROW && alert.value() != null) {
            missed.recall(alert.subject(), alert.value().intValue(), at);
        } else if (kind == AlertKind.CDR_LAG && alert.since() != null && alert.threshold() != null) {
            cdrs.recall(
                    alert.subject(),
                    alert.since().minusSeconds(alert.threshold().longValue()));
        }
    }

    /** @param records by consumer group: how far each is behind */
    public void lags(Map<String, Long> records) {
        lags.clear();
        lags.putAll(records);
    }

    public List<Reading> readings(Instant now) {
        List<Reading> readings = new ArrayList<>();
        queues.read(now, readings);
        pauses.read(readings);
        missed.read(readings);
        links.read(readings);
        cdrs.read(now, readings);
        lags.forEach((group, records) -> readings.add(new Reading(AlertKind.KAFKA_LAG, group, records, null, 0, "")));
        return readings;
    }
}
