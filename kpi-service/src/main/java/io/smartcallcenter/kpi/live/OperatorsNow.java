package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.presence.OperatorNow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.RollUpStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What operators do now, by the roll-ups of today and yesterday. Of whom nothing was heard for longer the newest day is
 * remembered for a minute when all are asked for: finding it means looking at everybody's past.
 */
public final class OperatorsNow {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private record Silent(Instant readAt, long before, List<OperatorDay> days) {}

    private final RollUpStore rollUps;
    private final KpiStore store;
    private final Clock clock;
    private volatile Silent silent = new Silent(Instant.EPOCH, 0, List.of());

    public OperatorsNow(RollUpStore rollUps, KpiStore store, Clock clock) {
        this.rollUps = rollUps;
        this.store = store;
        this.clock = clock;
    }

    /** By interface. @param interfaces at least one */
    Uni<List<OperatorNow>> of(Set<String> interfaces) {
        long today = Quarter.of(clock.instant()).day();
        return collected(rollUps.operatorDays(today - 1, today, interfaces)).chain(this::now);
    }

    /** All that were ever heard of, by interface. */
    Uni<List<OperatorNow>> all() {
        long today = Quarter.of(clock.instant()).day();
        return silentBefore(today - 1).chain(before -> collected(rollUps.operatorDays(today - 1, today))
                .chain(recent -> {
                    List<OperatorDay> days = new ArrayList<>(before);
                    days.addAll(recent);
                    return now(days);
                }));
    }

    private Uni<List<OperatorDay>> silentBefore(long day) {
        Silent known = silent;
        Instant now = clock.instant();
        if (known.before == day && now.isBefore(known.readAt.plus(REMEMBERED))) {
            return Uni.createFrom().item(known.days);
        }
        return collected(rollUps.operatorDays(day, day, Set.of()))
                .map(days -> days.stream().filter(each -> each.day() < day).toList())
                .invoke(days -> silent = new Silent(now, day, days));
    }

    /** Off the event loop: reading the days is work. */
    private static Uni<List<OperatorDay>> collected(Multi<OperatorDay> days) {
        return days.collect().asList().emitOn(Infrastructure.getDefaultExecutor());
    }

    private Uni<List<OperatorNow>> now(Collection<OperatorDay> days) {
        return store.retirements()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(retirements -> now(days, retirements));
    }

    private List<OperatorNow> now(Collection<OperatorDay> days, Retirements retirements) {
        Instant now = clock.instant();
        return days.stream()
                .collect(Collectors.groupingBy(OperatorDay::iface, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(each -> OperatorNow.of(each, retirements, now))
                .toList();
    }
}
