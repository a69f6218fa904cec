package io.smartcallcenter.bench.stub;

import java.util.List;

/** A call that is being played. */
final class PlayedCall {

    private final List<Frame> frames;
    private final String[] values;
    private final String caller;
    private long begin;
    private int next;
    private long askedAt;

    /** @param begin {@link System#nanoTime()} of its first frame */
    PlayedCall(Recording recording, String[] values, long begin) {
        this.frames = recording.frames();
        this.values = values;
        this.caller = values[recording.callerSlot()];
        this.begin = begin;
    }

    /** Channel id of the caller. */
    String caller() {
        return caller;
    }

    boolean ended() {
        return next == frames.size();
    }

    long due() {
        return begin + frames.get(next).afterNanos();
    }

    Frame frame() {
        return frames.get(next);
    }

    String[] values() {
        return values;
    }

    void advance() {
        next++;
    }

    /** The caller waits from now on for what the consumer says. */
    void ask(long now) {
        askedAt = now;
    }

    long askedAt() {
        return askedAt;
    }

    /** The consumer has said where to: the rest follows as it followed then. */
    void goOn(long now) {
        if (!ended()) {
            begin = now - frames.get(next).afterNanos();
        }
    }
}
