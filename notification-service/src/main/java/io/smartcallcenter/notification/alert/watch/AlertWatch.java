package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.alert.Rules;
import io.smartcallcenter.notification.alert.store.AlertSettings;
import io.smartcallcenter.notification.log.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Evaluates the rules while this replica owns the log's partition in the group: after each batch, and every second. An alert that
 * cannot be published ends the term, and the next one begins with what the topic says; so it is if another replica has the topic.
 */
final class AlertWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AlertWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final String logTopic;
    private final AlertSettings settings;
    private final Supplier<Rules> rules;
    private final OpenAlerts metric;
    private final Clock clock;
    private final Worker worker = new Worker("alert-watch", this::watch);

    AlertWatch(
            String bootstrapServers,
            String logTopic,
            AlertSettings settings,
            Supplier<Rules> rules,
            OpenAlerts metric,
            Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.logTopic = logTopic;
        this.settings = settings;
        this.rules = rules;
        this.metric = metric;
        this.clock = clock;
    }

    void start() {
        worker.start();
    }

    void end() {
        worker.end();
    }

    @Override
    public void close() {
        worker.close();
    }

    private void watch() throws ExecutionException, InterruptedException {
        try (AlertLog log = new AlertLog(bootstrapServers, logTopic, settings.replay(), clock)) {
            ConsumerRecords<String, Envelope<?>> first = ConsumerRecords.empty();
            while (worker.running()) {
                int term = log.term();
                first = term == 0 ? log.poll() : serve(log, term, first);
            }
        } finally {
            metric.tellNothing();
        }
    }

    /** @return what came with the next term, or without one */
    private ConsumerRecords<String, Envelope<?>> serve(
            AlertLog log, int term, ConsumerRecords<String, Envelope<?>> first)
            throws ExecutionException, InterruptedException {
        Instant replayed = clock.instant().minus(settings.replay());
        // the topic before the sources: what it has by now is all that an earlier owner ever writes
        try (FencedAlerts topic = new FencedAlerts(bootstrapServers);
                Sources sources = new Sources(bootstrapServers, replayed.toEpochMilli());
                GroupLags lags = new GroupLags(bootstrapServers, settings.groups())) {
            Duty duty = takeOver(topic, sources, lags, replayed);
            ConsumerRecords<String, Envelope<?>> records = replay(log, term, duty, first);
            duty.arrive();
            Instant evaluated = Instant.MIN;
            Instant asked = clock.instant();
            while (worker.running() && log.term() == term) {
                readable(records).forEach(record -> duty.take(record.value()));
                sources.newCdrEvents().forEach(duty::take);
                Instant now = clock.instant();
                if (!now.isBefore(asked.plus(settings.lagEvery()))) {
                    asked = now;
                    duty.lags(lags.read());
                }
                if (!records.isEmpty() || !now.isBefore(evaluated.plus(EVERY))) {
                    evaluated = now;
                    topic.write(duty.evaluate(now), duty.acknowledgementsOver());
                    metric.tell(duty.open());
                }
                records = log.poll();
            }
            return records;
        } finally {
            metric.tellNothing();
        }
    }

    private Duty takeOver(FencedAlerts topic, Sources sources, GroupLags lags, Instant replayed)
            throws ExecutionException, InterruptedException {
        Duty duty = new Duty(rules);
        List<Envelope<?>> states = sources.states();
        duty.begin(states, sources.cdrEvents(), lags.read(), replayed);
        topic.write(List.of(), Duty.forgotten(states, clock.instant()));
        LOG.infof(
                "This replica evaluates the alert rules; %d alerts are open",
                duty.open().size());
        return duty;
    }

    /** @return records that are to be dealt with: none, or the first of the next term */
    private ConsumerRecords<String, Envelope<?>> replay(
            AlertLog log, int term, Duty duty, ConsumerRecords<String, Envelope<?>> first) {
        ConsumerRecords<String, Envelope<?>> records = first;
        while (worker.running() && log.term() == term) {
            for (ConsumerRecord<String, Envelope<?>> record : readable(records)) {
                if (record.offset() >= log.present()) {
                    duty.take(record.value());
                } else {
                    duty.replay(record.value(), Instant.ofEpochMilli(record.timestamp()));
                }
            }
            if (!log.inThePast()) {
                return ConsumerRecords.empty();
            }
            records = log.poll();
        }
        return records;
    }

    private static List<ConsumerRecord<String, Envelope<?>>> readable(ConsumerRecords<String, Envelope<?>> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .filter(Sources::readable)
                .toList();
    }
}
