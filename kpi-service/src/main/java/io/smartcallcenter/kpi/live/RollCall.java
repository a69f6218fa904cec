package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.store.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the owners of all queues and operators that were active lately to look at them: on a new day, whose figures begin at zero, and
 * when this replica became an owner, at its start for one: the topic may still say what was true when its former owner stopped.
 */
public final class RollCall {

    /** A queue that was quiet for longer has had its zeros, unless nobody was here for as long. */
    private static final Duration LATELY = Duration.ofDays(7);

    private record Occasion(Instant day, long ownership) {}

    private final LiveFigures figures;
    private final Today today;
    private final LongSupplier ownership;
    private final Reports reports;
    private final Announcements announcements;
    private Occasion last = new Occasion(Instant.EPOCH, 0);

    /** @param ownership how often keys came to this replica */
    public RollCall(
            LiveFigures figures, Today today, LongSupplier ownership, Reports reports, Announcements announcements) {
        this.figures = figures;
        this.today = today;
        this.ownership = ownership;
        this.reports = reports;
        this.announcements = announcements;
    }

    /** Not twice at once. If it fails it is due again. */
    public Uni<Void> ifDue() {
        Occasion now = new Occasion(today.range().from(), ownership.getAsLong());
        if (now.ownership == 0 || now.equals(last)) {
            return Uni.createFrom().voidItem();
        }
        return activeLately()
                .chain(keys -> {
                    keys.addAll(figures.publishAgain());
                    return keys.isEmpty() ? Uni.createFrom().voidItem() : announcements.lookAgain(keys);
                })
                .invoke(() -> last = now);
    }

    private Uni<Set<RollUpKey>> activeLately() {
        TimeRange range = today.range();
        TimeRange lately = new TimeRange(range.from().minus(LATELY), range.to());
        return Uni.combine()
                .all()
                .unis(reports.queueNames(lately), reports.operatorNames(lately))
                .with((queues, operators) -> Stream.concat(
                                queues.stream().map(RollUpKey::queue),
                                operators.stream().map(RollUpKey::operator))
                        .collect(Collectors.toSet()));
    }
}
