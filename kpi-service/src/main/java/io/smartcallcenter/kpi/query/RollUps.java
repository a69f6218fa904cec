package io.smartcallcenter.kpi.query;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.QueueDay;
import java.util.Set;

/** The roll-ups as reports read them: a day for each queue or operator in which something happened. */
public interface RollUps {

    /**
     * The days of queues, one by one.
     *
     * @param fromDay days since the epoch
     * @param toDay inclusive
     * @param queues empty = all
     */
    Multi<QueueDay> queueDays(long fromDay, long toDay, Set<String> queues);

    /**
     * The days of operators, one by one; for each operator without {@code fromDay} also the latest earlier day, without offers.
     *
     * @param operators empty = all
     */
    Multi<OperatorDay> operatorDays(long fromDay, long toDay, Set<String> operators);

    /** The queues that have one of these days. */
    Uni<Set<String>> queueNames(long fromDay, long toDay);

    /** The interfaces of the operators that have one of these days. */
    Uni<Set<String>> operatorNames(long fromDay, long toDay);
}
