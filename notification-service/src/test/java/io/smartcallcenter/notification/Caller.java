package io.smartcallcenter.notification;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.SccEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who calls, and what the gateway says of the call. */
public final class Caller {

    /** Begins anywhere: with each start of the application this class is another one, and the database the same. */
    private static final AtomicInteger NUMBERS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000, 9_900_000));

    public static final Agent AGENT = new Agent("PJSIP/0001", "Agent One");

    public final String call = "pbx1/" + UUID.randomUUID();
    public final String number;
    private final Instant begin;
    private int seconds;

    public Caller(String number, Duration ago) {
        this.number = number;
        this.begin = Instant.now().minus(ago);
    }

    public static Caller now(String number) {
        return new Caller(number, Duration.ZERO);
    }

    public static String anyNumber() {
        return "+7702" + NUMBERS.incrementAndGet();
    }

    public Envelope<SccEvent> started() {
        return of(new CallEvent.Started(call, "c-" + call, party(), "700", "internal", "PJSIP/trunk"));
    }

    public Envelope<SccEvent> joined(String queue) {
        return of(new CallEvent.QueueJoined(call, call + "/" + queue, queue, party(), 1, 1));
    }

    public Envelope<SccEvent> rings(String queue, Agent agent) {
        return of(new CallEvent.OfferStarted(
                call, offer(agent), queue == null ? null : call + "/" + queue, queue, agent));
    }

    public Envelope<SccEvent> answered(String queue, Agent agent) {
        return of(new CallEvent.Answered(
                call, queue == null ? null : call + "/" + queue, offer(agent), queue, agent, 6000, 2000));
    }

    public Envelope<SccEvent> ended() {
        return of(new CallEvent.Ended(call, 16, 15_000));
    }

    private Party party() {
        return new Party(number, "Ann\r\n<script>");
    }

    private String offer(Agent agent) {
        return call + "-" + agent.iface();
    }

    private Envelope<SccEvent> of(SccEvent data) {
        Instant at = begin.plusMillis(seconds++);
        return new Envelope<>(
                new EventMeta(UUID.randomUUID().toString(), "/asterisk/pbx1", call, at, 1, seconds, at, null), data);
    }
}
