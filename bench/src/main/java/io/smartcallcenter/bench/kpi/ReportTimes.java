package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.kpi.truth.Attribution;
import io.smartcallcenter.bench.kpi.truth.DirectSql;
import io.smartcallcenter.bench.kpi.truth.Grid;
import io.smartcallcenter.bench.kpi.truth.Interval;
import io.smartcallcenter.bench.kpi.truth.OperatorGroup;
import io.smartcallcenter.bench.kpi.truth.ServiceLevel;
import io.smartcallcenter.bench.kpi.truth.SqlTruth;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The same report over HTTP and by SQL over queue_log, one after the other. */
final class ReportTimes {

    /** A report by SQL. */
    private interface Sql {
        int rows() throws SQLException;
    }

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

    private final KpiPlan plan;
    private final SqlTruth truth;
    private final DirectSql sql;
    private final Grid hours;
    private final Grid whole;

    ReportTimes(KpiPlan plan, SqlTruth truth, DirectSql sql) {
        this.plan = plan;
        this.truth = truth;
        this.sql = sql;
        hours = grid(plan, Interval.HOUR);
        whole = grid(plan, Interval.WHOLE);
    }

    private static Grid grid(KpiPlan plan, Interval interval) {
        LocalDate first = plan.season().first();
        LocalDate end = first.plusDays(plan.season().days());
        return new Grid(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                end.atStartOfDay(ZoneOffset.UTC).toInstant(),
                ZoneOffset.UTC,
                interval);
    }

    static void head() {
        KpiBench.say(
                "%n| report | rows | MB | cold ms | p50 ms | p99 ms | max ms | SQL, counters s | times faster | SQL, same figures s"
                        + " | times faster |");
        KpiBench.say("|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    /** Measures one report after another; each begins with a service that was started anew. */
    void run(KpiBench.Restart restart) throws SQLException, InterruptedException {
        String queuesHourly = KpiApi.queuesPath(hours, true, ServiceLevel.DEFAULT, KpiApi.LARGEST_PAGE);
        String queuesWhole = KpiApi.queuesPath(whole, true, ServiceLevel.DEFAULT, KpiApi.LARGEST_PAGE);
        String operators = KpiApi.operatorsPath(whole, OperatorGroup.OPERATOR, KpiApi.LARGEST_PAGE);
        String operatorsHourly = KpiApi.operatorsPath(hours, OperatorGroup.OPERATOR, KpiApi.LARGEST_PAGE);
        head();
        truth.queues(hours, true, ServiceLevel.DEFAULT, Attribution.ARRIVAL);
        row(
                "queues per hour",
                restart.anew(),
                queuesHourly,
                () -> sql.queueCounters(hours),
                () -> sql.queueFigures(hours));
        truth.queues(whole, true, ServiceLevel.DEFAULT, Attribution.ARRIVAL);
        row("queues", restart.anew(), queuesWhole, () -> sql.queueCounters(whole), () -> sql.queueFigures(whole));
        row(
                "operators",
                restart.anew(),
                operators,
                () -> sql.operatorCounters(whole),
                () -> sql.operatorFigures(whole));
        row("operators per hour", restart.anew(), operatorsHourly, null, null);
    }

    private void row(String name, KpiApi api, String path, Sql counters, Sql figures) throws SQLException {
        Histogram once = new Histogram(LONGEST, 3);
        int bytes = timed(api, path, once);
        Histogram nowhere = new Histogram(LONGEST, 3);
        Histogram warm = new Histogram(LONGEST, 3);
        for (int i = 0; i < plan.repeat(); i++) {
            timed(api, path, nowhere);
        }
        for (int i = 0; i < plan.repeat(); i++) {
            timed(api, path, warm);
        }
        double median = warm.getValueAtPercentile(50) / 1e9;
        double simple = counters == null ? Double.NaN : best(counters);
        double same = figures == null ? Double.NaN : best(figures);
        KpiBench.say(
                "| %s | %d | %.1f | %.0f | %.1f | %.1f | %.1f | %s | %s | %s | %s |",
                name,
                api.rows(path),
                bytes / 1e6,
                once.getMaxValue() / 1e6,
                median * 1e3,
                warm.getValueAtPercentile(99) / 1e6,
                warm.getMaxValue() / 1e6,
                number(simple, "%.2f"),
                number(simple / median, "%.0f"),
                number(same, "%.2f"),
                number(same / median, "%.0f"));
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "" : String.format(java.util.Locale.ROOT, format, value);
    }

    private static int timed(KpiApi api, String path, Histogram into) {
        long begin = System.nanoTime();
        int bytes = api.get(path).length;
        into.recordValue(System.nanoTime() - begin);
        return bytes;
    }

    /** The fastest, in seconds: the first one reads into the buffer pool. */
    private double best(Sql report) throws SQLException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i <= plan.sqlRepeat(); i++) {
            long begin = System.nanoTime();
            if (report.rows() == 0) {
                throw new IllegalStateException("SQL finds nothing");
            }
            best = Math.min(best, System.nanoTime() - begin);
        }
        return best / 1e9;
    }
}
