package io.smartcallcenter.bench.notification;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What is published, and that it arrived. */
final class Traffic {

    private static final int PATIENCE_MINUTES = 2;

    private Traffic() {}

    static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> text()).toList();
    }

    private static String text() {
        return Receivers.MARK + System.nanoTime() + "#";
    }

    /**
     * Publishes for some seconds so that there are so many deliveries a second, and waits for them; the receivers' latency is that of these.
     *
     * @param readers how many receivers there are
     * @param more makes each text longer
     */
    static void steady(
            Broadcaster server, Receivers receivers, int readers, int deliveriesPerSecond, int seconds, String more)
            throws InterruptedException {
        int perSecond = Math.max(1, deliveriesPerSecond / readers);
        receivers.latency();
        long goal = receivers.received() + (long) readers * perSecond * seconds;
        for (int i = 0; i < perSecond * seconds; i++) {
            server.publish(List.of(text() + more));
            TimeUnit.MICROSECONDS.sleep(1_000_000 / perSecond);
        }
        await(receivers, goal);
    }

    static void await(Receivers receivers, long goal) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (receivers.received() < goal) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(goal - receivers.received() + " deliveries are missing");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
