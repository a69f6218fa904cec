package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for the service to take what is in the topics, and says how long that took. */
public final class Intake {

    static final List<String> EVENTS = List.of(Topic.CALL_EVENTS.topicName(), Topic.AGENT_EVENTS.topicName());
    static final List<String> ROLL_UPS = List.of(Topic.KPI_TOUCHED.topicName());

    private static final long STEP_MS = 250;
    private static final int QUIET_STEPS = 8;

    private final Lag lag;
    private final CoreProcess service;

    public Intake(Lag lag, CoreProcess service) {
        this.lag = lag;
        this.service = service;
    }

    /**
     * @param documents from the first committed event to the last one
     * @param rollUps from then until nothing was left to be rolled up
     * @param serviceCpu of both
     * @param ownCpu of this JVM in both: Kafka and the database
     */
    public record Taken(long events, Duration documents, Duration rollUps, Duration serviceCpu, Duration ownCpu) {

        double perSecond() {
            return events / seconds(documents);
        }

        double perSecondRolledUp() {
            return events / seconds(documents.plus(rollUps));
        }

        static double seconds(Duration duration) {
            return duration.toNanos() / 1e9;
        }
    }

    /** @param events that are in the topics */
    public Taken await(long events) throws InterruptedException {
        Lag.Progress progress = lag.of(EVENTS);
        long begin = System.nanoTime();
        Duration cpu = service.cpu();
        Duration own = own();
        while (progress.committed() == 0) {
            begin = System.nanoTime();
            cpu = service.cpu();
            own = own();
            progress = next(EVENTS);
        }
        while (progress.behind() > 0) {
            progress = next(EVENTS);
        }
        long written = System.nanoTime();
        long rolled = written;
        for (int quiet = 0; quiet < QUIET_STEPS; ) {
            boolean done = next(ROLL_UPS).behind() == 0 && lag.of(EVENTS).behind() == 0;
            if (!done) {
                rolled = System.nanoTime();
            }
            quiet = done ? quiet + 1 : 0;
        }
        return new Taken(
                events,
                Duration.ofNanos(written - begin),
                Duration.ofNanos(rolled - written),
                service.cpu().minus(cpu),
                own().minus(own));
    }

    private Lag.Progress next(List<String> topics) throws InterruptedException {
        if (!service.alive()) {
            throw new IllegalStateException("the service has ended");
        }
        TimeUnit.MILLISECONDS.sleep(STEP_MS);
        return lag.of(topics);
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
