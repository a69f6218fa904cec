package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.kpi.calls.Floor;
import io.smartcallcenter.bench.kpi.calls.Season;
import io.smartcallcenter.bench.kpi.truth.Attribution;
import io.smartcallcenter.bench.kpi.truth.Comparison;
import io.smartcallcenter.bench.kpi.truth.CountedTruth;
import io.smartcallcenter.bench.kpi.truth.Grid;
import io.smartcallcenter.bench.kpi.truth.Interval;
import io.smartcallcenter.bench.kpi.truth.OperatorGroup;
import io.smartcallcenter.bench.kpi.truth.ServiceLevel;
import io.smartcallcenter.bench.kpi.truth.SqlTruth;
import io.smartcallcenter.bench.kpi.truth.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Asks the service for every figure that has a truth and compares them. */
public final class Proof {

    private static final List<String> MODES = List.of("negative", "ignore", "positive", "answered_only");
    private static final int PAGE = 5_000;

    private final Season season;
    private final SqlTruth sql;
    private final CountedTruth counted;
    private final KpiApi api;
    private final Comparison comparison = new Comparison();

    public Proof(Season season, SqlTruth sql, CountedTruth counted, KpiApi api) {
        this.season = season;
        this.sql = sql;
        this.counted = counted;
        this.api = api;
    }

    /**
     * One day (the 25-hour day if the season has it), seven days and all days, in UTC and in Berlin; whole, per hour, per day and per
     * quarter of an hour; by arrival and by event; a range that begins and ends anywhere; all modes of the service level.
     */
    public Comparison run() throws SQLException {
        for (ZoneId zone : List.of(ZoneOffset.UTC, Floor.ZONE)) {
            for (int days : new int[] {1, 7, season.days()}) {
                for (Interval interval : List.of(Interval.WHOLE, Interval.HOUR)) {
                    everything(grid(zone, days, interval));
                }
            }
            queues(grid(zone, season.days(), Interval.DAY), true, ServiceLevel.DEFAULT);
            queues(grid(zone, season.days(), Interval.WEEK), true, ServiceLevel.DEFAULT);
            queues(grid(zone, season.days(), Interval.MONTH), true, ServiceLevel.DEFAULT);
            operators(grid(zone, season.days(), Interval.DAY), OperatorGroup.OPERATOR);
            everything(grid(zone, 1, Interval.QUARTER));
            queues(grid(zone, 7, Interval.HOUR), true, ServiceLevel.DEFAULT, Attribution.EVENT);
            queues(grid(zone, season.days(), Interval.WHOLE), false, ServiceLevel.DEFAULT, Attribution.EVENT);
        }
        anywhere();
        for (String mode : MODES) {
            for (ServiceLevel policy : List.of(
                    new ServiceLevel(10, mode, 0), new ServiceLevel(20, mode, 5), new ServiceLevel(60, mode, 10))) {
                queues(grid(Floor.ZONE, season.days(), Interval.WHOLE), true, policy);
                queues(grid(ZoneOffset.UTC, 7, Interval.HOUR), true, policy);
            }
        }
        return comparison;
    }

    /** The same on fewer ranges: the whole season and one day of it. */
    public Comparison brief() throws SQLException {
        for (ZoneId zone : List.of(ZoneOffset.UTC, Floor.ZONE)) {
            everything(grid(zone, season.days(), Interval.HOUR));
            everything(grid(zone, 1, Interval.WHOLE));
        }
        queues(grid(Floor.ZONE, season.days(), Interval.WEEK), true, ServiceLevel.DEFAULT);
        queues(grid(Floor.ZONE, 1, Interval.QUARTER), true, ServiceLevel.DEFAULT, Attribution.EVENT);
        anywhere();
        for (String mode : MODES) {
            queues(grid(ZoneOffset.UTC, season.days(), Interval.DAY), true, new ServiceLevel(10, mode, 10));
        }
        return comparison;
    }

    private void everything(Grid grid) throws SQLException {
        queues(grid, true, ServiceLevel.DEFAULT);
        queues(grid, false, ServiceLevel.DEFAULT);
        operators(grid, OperatorGroup.OPERATOR);
        operators(grid, OperatorGroup.QUEUE);
    }

    private void anywhere() throws SQLException {
        Instant from = season.from().plusMillis(40_033_123);
        everything(new Grid(from, season.to().minusMillis(50_500_001), Floor.ZONE, Interval.HOUR));
    }

    /** The last ones of the season: the clock's change is among them or it is not in the season. */
    private Grid grid(ZoneId zone, int days, Interval interval) {
        LocalDate end = season.first().plusDays(season.days());
        LocalDate first = days == 1 ? oneDay() : end.minusDays(days);
        LocalDate last = days == 1 ? first.plusDays(1) : end;
        return new Grid(
                first.atStartOfDay(zone).toInstant(), last.atStartOfDay(zone).toInstant(), zone, interval);
    }

    private LocalDate oneDay() {
        List<LocalDate> longDays = new ArrayList<>();
        for (int day = 0; day < season.days(); day++) {
            LocalDate date = season.first().plusDays(day);
            if (Floor.ZONE.getRules().getOffset(date.atStartOfDay(Floor.ZONE).toInstant())
                    != Floor.ZONE
                            .getRules()
                            .getOffset(date.plusDays(1).atStartOfDay(Floor.ZONE).toInstant())) {
                longDays.add(date);
            }
        }
        return longDays.isEmpty() ? season.first() : longDays.get(0);
    }

    private void queues(Grid grid, boolean byQueue, ServiceLevel policy) throws SQLException {
        queues(grid, byQueue, policy, Attribution.ARRIVAL);
    }

    private void queues(Grid grid, boolean byQueue, ServiceLevel policy, Attribution attribution) throws SQLException {
        Table truth =
                sql.queues(grid, byQueue, policy, attribution).with(counted.queues(grid, byQueue, policy, attribution));
        comparison.compare(
                "queues " + grid + (byQueue ? "" : " together") + " " + policy + " " + attribution,
                truth,
                api.queues(grid, byQueue, policy, attribution, PAGE));
    }

    private void operators(Grid grid, OperatorGroup by) throws SQLException {
        Table truth = sql.operators(grid, by).with(counted.operators(grid, by));
        comparison.compare("operators " + grid + " by " + by, truth, api.operators(grid, by, KpiApi.LARGEST_PAGE));
    }
}
