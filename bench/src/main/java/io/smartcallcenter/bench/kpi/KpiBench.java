package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.bench.kpi.calls.Recording;
import io.smartcallcenter.bench.kpi.truth.Comparison;
import io.smartcallcenter.bench.kpi.truth.CountedTruth;
import io.smartcallcenter.bench.kpi.truth.DirectSql;
import io.smartcallcenter.bench.kpi.truth.Facts;
import io.smartcallcenter.bench.kpi.truth.QueueLogDatabase;
import io.smartcallcenter.bench.kpi.truth.SqlTruth;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMongo;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Events into figures, figures against the truth, reports against SQL, and the live figures; see {@code bench/README.md}. */
public final class KpiBench implements AutoCloseable {

    /** Starts the service anew. */
    interface Restart {
        KpiApi anew() throws InterruptedException;
    }

    private static final Path RUN = Path.of("bench/target/run-kpi");

    private final KpiPlan plan;
    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final EmbeddedMongo mongo = EmbeddedMongo.start(0);
    private final Lag lag = new Lag(kafka.bootstrapServers());
    private CoreProcess service;

    private KpiBench(KpiPlan plan) {
        this.plan = plan;
    }

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(KpiPlan.USAGE);
            return;
        }
        boolean equal;
        try (KpiBench bench = new KpiBench(KpiPlan.of(arguments))) {
            equal = bench.run();
        }
        System.exit(equal ? 0 : 1);
    }

    private boolean run() throws SQLException, InterruptedException {
        say(
                "%d calls of %d days from %s, seed %d; %d processors, %s %s, service with %s.",
                plan.season().calls(),
                plan.season().days(),
                plan.season().first(),
                plan.season().seed(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                plan.jvm());
        Recording recording = new Recording(plan.season());
        try (QueueLogDatabase queueLog = QueueLogDatabase.start(plan.memoryMiB());
                EventTopics topics = new EventTopics(kafka.bootstrapServers())) {
            long begin = System.nanoTime();
            queueLog.load(recording);
            SqlTruth truth = SqlTruth.of(queueLog);
            say("queue_log: %d rows, loaded and indexed in %.0f s.", queueLog.rows(), since(begin));
            begin = System.nanoTime();
            long events = topics.fill(recording);
            say("Kafka: %d events, written in %.0f s.", events, since(begin));
            take(events);
            boolean equal = prove(truth);
            new ReportTimes(plan, truth, new DirectSql(queueLog)).run(this::anew);
            if (plan.rate() > 0) {
                freshness(topics);
            }
            return equal;
        }
    }

    private void take(long events) throws InterruptedException {
        start();
        Intake.Taken taken = new Intake(lag, service).await(events);
        double all = Intake.Taken.seconds(taken.documents().plus(taken.rollUps()));
        say(
                "%n| events | documents s | events/s | roll-ups after that s | events/s with roll-ups | cores of the service | cores of"
                        + " Kafka and database | service MiB |");
        say("|--:|--:|--:|--:|--:|--:|--:|--:|");
        say(
                "| %d | %.1f | %.0f | %.1f | %.0f | %.2f | %.2f | %d |",
                taken.events(),
                Intake.Taken.seconds(taken.documents()),
                taken.perSecond(),
                Intake.Taken.seconds(taken.rollUps()),
                taken.perSecondRolledUp(),
                Intake.Taken.seconds(taken.serviceCpu()) / all,
                Intake.Taken.seconds(taken.ownCpu()) / all,
                service.peakMiB());
    }

    private boolean prove(SqlTruth truth) throws SQLException {
        long begin = System.nanoTime();
        CountedTruth counted = new CountedTruth(Facts.of(plan.season()));
        Comparison comparison = new Proof(plan.season(), truth, counted, api()).run();
        say(
                "%n%d figures compared with the truth in %.0f s: %d differ.",
                comparison.figures(), since(begin), comparison.differences());
        comparison.told().forEach(each -> say("%s", each));
        return comparison.differences() == 0;
    }

    private void freshness(EventTopics topics) throws InterruptedException {
        anew();
        try (SeenUpdates seen = new SeenUpdates(kafka.bootstrapServers())) {
            Freshness.Result result = new Freshness(topics, seen).measure(plan.rate(), plan.seconds());
            say("%n| asked events/s | sent events/s | figures awaited | not shown | p50 ms | p99 ms | max ms |");
            say("|--:|--:|--:|--:|--:|--:|--:|");
            say(
                    "| %d | %.0f | %d | %d | %d | %d | %d |",
                    plan.rate(),
                    result.perSecond(),
                    result.times().getTotalCount(),
                    result.unseen(),
                    result.times().getValueAtPercentile(50),
                    result.times().getValueAtPercentile(99),
                    result.times().getMaxValue());
        }
    }

    private KpiApi anew() throws InterruptedException {
        service.close();
        start();
        service.awaitReady();
        new Intake(lag, service).await(0);
        return api();
    }

    private void start() {
        service = start(kafka, mongo, RUN, plan.core(), plan.jvm());
    }

    /** The service as it is deployed; old events are not too old for it. */
    public static CoreProcess start(EmbeddedKafka kafka, EmbeddedMongo mongo, Path run, int core, List<String> jvm) {
        Map<String, String> settings = new HashMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("QUARKUS_MONGODB_CONNECTION_STRING", mongo.connectionString());
        for (String kind : List.of("CALLS", "EVENTS", "FACTS", "ROLLUPS")) {
            settings.put("SCC_KPI_RETENTION_" + kind, "P36500D");
        }
        return CoreProcess.start("kpi-service", run, core, jvm, settings);
    }

    private KpiApi api() {
        return new KpiApi(service.address(), service.token("analyst"));
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
        System.out.flush();
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        lag.close();
        mongo.close();
        kafka.close();
    }
}
