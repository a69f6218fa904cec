package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;

/** A recording of what a channel's far end says. Durations are whole seconds, -1 while unknown. */
public final class LiveRecording {

    /** What the application asked for; 0 seconds is no limit; {@code terminateOn} is none, any, * or #. */
    public record Wish(String name, String format, int maxDurationSeconds, int maxSilenceSeconds, String terminateOn) {}

    private final Wish wish;
    private final Channel channel;
    private String state = "queued";
    private long duration = -1;
    private long talking = -1;

    public LiveRecording(Wish wish, Channel channel) {
        this.wish = wish;
        this.channel = channel;
    }

    public Wish wish() {
        return wish;
    }

    public Channel channel() {
        return channel;
    }

    /** ARI's words: queued, recording, paused, done, failed, canceled. */
    public String state() {
        return state;
    }

    void state(String next) {
        state = next;
    }

    public long duration() {
        return duration;
    }

    /** Only known when silence was listened for. */
    public long talking() {
        return talking;
    }

    void lasted(long seconds, long talkingSeconds) {
        duration = seconds;
        talking = wish.maxSilenceSeconds() > 0 ? talkingSeconds : -1;
    }

    boolean endsWith(char digit) {
        return switch (wish.terminateOn()) {
            case "any" -> true;
            case "*", "#" -> wish.terminateOn().charAt(0) == digit;
            default -> false;
        };
    }
}
