package io.smartcallcenter.bench.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.bench.kpi.calls.Recording;
import io.smartcallcenter.bench.kpi.calls.Season;
import io.smartcallcenter.bench.kpi.truth.Comparison;
import io.smartcallcenter.bench.kpi.truth.CountedTruth;
import io.smartcallcenter.bench.kpi.truth.Facts;
import io.smartcallcenter.bench.kpi.truth.QueueLogDatabase;
import io.smartcallcenter.bench.kpi.truth.SqlTruth;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMongo;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packaged KPI service, fed over Kafka, says over HTTP what queue_log of the same calls says by SQL. A small {@code bench/run kpi}. */
class KpiTruthTest {

    /** The clocks go back on one of its days. */
    private static final Season SEASON = new Season(LocalDate.of(2026, 10, 22), 7, 5_000, 3);

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final long AT_LEAST = 100_000;

    @Test
    void everyFigureIsTheOneOfQueueLog() throws SQLException, InterruptedException {
        Recording recording = new Recording(SEASON);
        try (QueueLogDatabase queueLog = QueueLogDatabase.start(64);
                EmbeddedKafka kafka = EmbeddedKafka.start(0);
                EmbeddedMongo mongo = EmbeddedMongo.start(0);
                EventTopics topics = new EventTopics(kafka.bootstrapServers());
                Lag lag = new Lag(kafka.bootstrapServers())) {
            long events = topics.fill(recording);
            try (CoreProcess service = KpiBench.start(kafka, mongo, Path.of("target/run-kpi"), -1, JVM)) {
                queueLog.load(recording);
                new Intake(lag, service).await(events);
                service.awaitReady();
                KpiApi api = new KpiApi(service.address(), service.token("analyst"));

                Comparison comparison =
                        new Proof(SEASON, SqlTruth.of(queueLog), new CountedTruth(Facts.of(SEASON)), api).brief();

                assertThat(comparison.told()).isEmpty();
                assertThat(comparison.figures()).isGreaterThan(AT_LEAST);
            }
        }
    }
}
