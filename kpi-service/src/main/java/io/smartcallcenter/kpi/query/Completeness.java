package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.metrics.TimeRange;
import java.util.List;

/** Whether events of a time were lost. */
public record Completeness(List<Outage> outages) {

    public Completeness {
        outages = List.copyOf(outages);
    }

    /** False if a link of a node was down in the range: figures may be too low. What began in it may have been lost later. */
    public boolean of(TimeRange range) {
        return outages.stream().noneMatch(outage -> outage.overlaps(range.from(), range.to()));
    }
}
