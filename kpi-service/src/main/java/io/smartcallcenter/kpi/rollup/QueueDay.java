package io.smartcallcenter.kpi.rollup;

import java.util.List;

/**
 * One queue's rows of a day of UTC, in no order.
 *
 * @param day days since the epoch
 */
public record QueueDay(String queue, long day, List<EntryRow> entries, List<RefusalRow> refusals) {}
