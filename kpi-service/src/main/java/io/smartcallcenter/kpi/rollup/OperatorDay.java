package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.kpi.operator.StateMark;
import java.util.List;

/**
 * One operator's rows of a day of UTC, in no order.
 *
 * @param day days since the epoch
 * @param name the newest name that the day knows; the interface where it knows none
 * @param carried the last mark of each state before the day
 * @param marks the marks of the day
 */
public record OperatorDay(
        String iface, long day, String name, List<OfferRow> offers, List<StateMark> carried, List<StateMark> marks) {}
