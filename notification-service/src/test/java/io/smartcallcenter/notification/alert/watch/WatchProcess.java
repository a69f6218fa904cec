package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.AlertRule;
import io.smartcallcenter.notification.alert.DefaultRules;
import io.smartcallcenter.notification.alert.Rules;
import io.smartcallcenter.notification.alert.Selector;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A replica in a process of its own. Of one operator it waits a minute before it raises the alert. The line {@code hold} makes the
 * evaluator stand still the next time it asks what time it is, {@code release} lets it go on, two minutes later by its clock.
 */
public final class WatchProcess {

    static final String EVALUATING = "EVALUATING ";
    static final String HELD = "HELD";

    private static final int LOOK_EVERY_MS = 50;

    private WatchProcess() {}

    /** @param arguments bootstrap servers, and the interface of the operator */
    public static void main(String[] arguments) throws Exception {
        HeldClock clock = new HeldClock();
        Replica replica = new Replica(arguments[0], rules(arguments[1]), clock);
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(new Teller(replica), LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals("hold")) {
                clock.hold();
            } else {
                clock.release();
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static Rules rules(String operator) {
        List<AlertRule> rules = new ArrayList<>(DefaultRules.ALL);
        rules.stream()
                .filter(each -> each.kind() == AlertKind.MISSED_IN_ROW)
                .findFirst()
                .map(usual -> new AlertRule(
                        "patient",
                        usual.kind(),
                        new Selector(operator),
                        usual.threshold(),
                        usual.clearThreshold(),
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        0,
                        usual.severity(),
                        true,
                        null))
                .ifPresent(rules::add);
        return new Rules(rules);
    }

    /** Says on the output what has changed. */
    private static final class Teller implements Runnable {

        private final Replica replica;
        private double told = -1;

        Teller(Replica replica) {
            this.replica = replica;
        }

        @Override
        public void run() {
            double evaluating = replica.evaluating();
            if (evaluating != told) {
                told = evaluating;
                System.out.println(EVALUATING + (int) evaluating);
            }
        }
    }

    private static final class HeldClock extends Clock {

        private final Clock system = Clock.systemUTC();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile Duration ahead = Duration.ZERO;

        void hold() {
            gate = new CountDownLatch(1);
        }

        void release() {
            ahead = Duration.ofMinutes(2);
            gate.countDown();
        }

        @Override
        public Instant instant() {
            CountDownLatch closed = gate;
            if (closed.getCount() > 0) {
                System.out.println(HELD);
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return system.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return system.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
