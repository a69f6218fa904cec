package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.kpi.calls.LiveCalls;
import io.smartcallcenter.bench.kpi.calls.Timed;
import io.smartcallcenter.events.Envelope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after an event the live figures show it: from its time, which is when it is handed to Kafka's client, until the record of
 * {@code kpi-updates} whose counter has reached the number of this event is read.
 */
final class Freshness {

    private static final int WARM_UP_S = 20;
    private static final long LATE_S = 15;

    private final EventTopics topics;
    private final SeenUpdates seen;

    Freshness(EventTopics topics, SeenUpdates seen) {
        this.topics = topics;
        this.seen = seen;
    }

    /**
     * @param sent events, of all kinds
     * @param perSecond while it was measured
     * @param unseen events whose figure did not come
     * @param times ms, of the events that change a counter
     */
    record Result(long sent, double perSecond, long unseen, Histogram times) {}

    Result measure(int rate, int seconds) {
        LiveCalls calls = new LiveCalls(rate);
        seen.counts(false);
        play(calls, WARM_UP_S);
        seen.counts(true);
        long begin = System.nanoTime();
        long sent = play(calls, seconds);
        double perSecond = sent / ((System.nanoTime() - begin) / 1e9);
        seen.counts(false);
        play(calls, 6);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATE_S);
        while (seen.open() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return new Result(sent, perSecond, seen.open(), seen.times());
    }

    private long play(LiveCalls calls, int seconds) {
        long sent = 0;
        long end = System.currentTimeMillis() + seconds * 1_000L;
        for (long now = System.currentTimeMillis(); now < end; now = System.currentTimeMillis()) {
            for (Timed<Envelope<?>> due : calls.until(now)) {
                seen.expect(due.what(), due.at());
                topics.send(due.what());
                sent++;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return sent;
    }
}
