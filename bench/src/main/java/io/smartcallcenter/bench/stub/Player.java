package io.smartcallcenter.bench.stub;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Plays calls at a constant rate, whatever becomes of those before (an open model). On the stub's one thread. */
final class Player {

    private static final DateTimeFormatter ARI_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    /** Of all calls together: a call takes the next ones, so that this many must be more than ring and talk at once. */
    private static final int OPERATORS = 5_000;

    /** Where frames go. */
    interface Links {

        /** Whether the consumer of this link wants it. */
        boolean wanted(Frame frame);

        void send(Frame frame, String text);
    }

    private final List<Recording> recordings;
    private final Links links;
    private final long patience;
    private final long epoch = Instant.now().getEpochSecond();
    private final PriorityQueue<PlayedCall> playing = new PriorityQueue<>(Comparator.comparingLong(PlayedCall::due));
    private final Map<String, PlayedCall> asking = new HashMap<>();
    private Tally tally = new Tally();
    private double callsPerNano;
    private long since;
    private long begun;
    private long number;
    private int operators;

    /** @param patienceMs after so long without a decision the call goes on by itself, as with a dialplan's own fallback */
    Player(List<Recording> recordings, Links links, long patienceMs) {
        this.recordings = recordings;
        this.links = links;
        this.patience = TimeUnit.MILLISECONDS.toNanos(patienceMs);
    }

    /** From now on; 0 = no more calls. */
    void rate(double callsPerSecond) {
        callsPerNano = callsPerSecond / 1e9;
        since = System.nanoTime();
        begun = 0;
    }

    double framesPerCall() {
        return recordings.stream()
                .mapToInt(recording -> recording.count(links::wanted))
                .average()
                .orElseThrow();
    }

    /** What happens from now on is counted there. */
    void countIn(Tally next) {
        tally = next;
    }

    Tally tally() {
        return tally;
    }

    int playing() {
        return playing.size() + asking.size();
    }

    /** Everything that is due. */
    void tick() {
        long now = System.nanoTime();
        begin(now);
        giveUp(now);
        while (!playing.isEmpty() && playing.peek().due() <= now) {
            PlayedCall call = playing.poll();
            tally.late(System.nanoTime() - call.due());
            boolean asks = play(call);
            if (asks) {
                asking.put(call.caller(), call);
            } else if (!call.ended()) {
                playing.add(call);
            }
        }
    }

    private void begin(long now) {
        while (begun < (now - since) * callsPerNano) {
            Recording recording = recordings.get((int) (number % recordings.size()));
            PlayedCall call = new PlayedCall(
                    recording, recording.values(epoch, number, operators), since + (long) (begun / callsPerNano));
            operators = (operators + recording.operators()) % OPERATORS;
            number++;
            begun++;
            playing.add(call);
        }
    }

    /** One frame; true if the caller waits now. */
    private boolean play(PlayedCall call) {
        Frame frame = call.frame();
        call.advance();
        if (!links.wanted(frame)) {
            return false;
        }
        Instant time = Instant.now();
        long micros = time.getNano() / 1_000;
        String amiTime =
                time.getEpochSecond() + "." + Long.toString(1_000_000 + micros).substring(1);
        String ariTime = frame.ari() ? ARI_TIME.format(time) : "";
        links.send(frame, frame.of(call.values(), ariTime, amiTime));
        tally.sent(frame.ari());
        if (frame.asks()) {
            tally.call();
            call.ask(System.nanoTime());
        }
        return frame.asks() && patience > 0;
    }

    /** A request moved the caller: is it a decision that was waited for? */
    void moved(String channel) {
        PlayedCall call = asking.remove(channel);
        if (call != null) {
            long now = System.nanoTime();
            tally.decided(now - call.askedAt());
            goOn(call, now);
        }
    }

    private void giveUp(long now) {
        asking.values().removeIf(call -> {
            boolean late = now - call.askedAt() > patience;
            if (late) {
                tally.gaveUp();
                goOn(call, now);
            }
            return late;
        });
    }

    private void goOn(PlayedCall call, long now) {
        call.goOn(now);
        if (!call.ended()) {
            playing.add(call);
        }
    }
}
