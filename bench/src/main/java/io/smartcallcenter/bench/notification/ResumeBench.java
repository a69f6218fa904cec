package io.smartcallcenter.bench.notification;

import java.nio.file.Path;

/**
 * All come back at once, and each has missed something: to a service that has just started, then again. The clients are warm: they did the same with
 * another process of the service before.
 */
final class ResumeBench {

    private static final int RESUMING = 1_000;
    private static final int MISSED = 100;
    private static final int REPETITIONS = 5;

    private ResumeBench() {}

    static void run(int core, Path run) throws InterruptedException {
        Traffic.say("%d clients come back at once, each has missed %d events", RESUMING, MISSED);
        try (Suite server = new Suite(core, run)) {
            comeBack(server, "clients that were not warm");
        }
        try (Suite server = new Suite(core, run)) {
            comeBack(server, "service that has just started");
            for (int i = 1; i < REPETITIONS; i++) {
                comeBack(server, "again");
            }
        }
    }

    private static void comeBack(Suite server, String how) throws InterruptedException {
        String subscribed;
        try (Receivers before = new Receivers(server)) {
            before.connect(server, 1);
            subscribed = before.firstReply();
        }
        server.publish(Traffic.texts(MISSED));
        long begun = System.nanoTime();
        try (Receivers back = new Receivers(server.greetingAfter(subscribed))) {
            back.connect(server, RESUMING);
            double connected = (System.nanoTime() - begun) / 1e9;
            Traffic.await(back, (long) RESUMING * MISSED);
            Traffic.say(
                    "%s: %.2f s until all are subscribed, %.2f s until the last has its last event",
                    how, connected, (System.nanoTime() - begun) / 1e9);
        }
        server.endCalls();
    }
}
