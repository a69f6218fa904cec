package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/**
 * Facts of one queue or operator were written: its roll-ups are to be recomputed. Internal to the KPI service; topic
 * {@code kpi-touched}, keyed by {@code key}.
 *
 * @param key {@code queue/<name>} or {@code operator/<interface>}
 * @param facts ids of queue entries or offers
 * @param rows quarters of an hour since the epoch whose calls are to be recomputed
 * @param marks quarters of an hour since the epoch whose operator states are to be recomputed
 * @param anew whether the states that are carried into the days of these quarters are computed anew
 * @param since time of the earliest event that is behind it; null if it is not an event
 */
@JsonTypeName("kpi.touched")
public record KpiTouched(String key, List<String> facts, List<Long> rows, List<Long> marks, boolean anew, Instant since)
        implements SccEvent {

    public KpiTouched {
        Required.text(key, "key");
        facts = facts == null ? List.of() : List.copyOf(facts);
        rows = rows == null ? List.of() : List.copyOf(rows);
        marks = marks == null ? List.of() : List.copyOf(marks);
    }
}
