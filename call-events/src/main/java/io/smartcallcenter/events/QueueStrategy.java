package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** In which order an Asterisk queue rings its operators, by the names of {@code queues.conf}. */
public enum QueueStrategy {
    /** Whoever has been without a call for longest. A missed call is no call: without autopause the same operator is rung again. */
    @JsonProperty("leastrecent")
    LEASTRECENT,
    /** Whoever had the fewest calls; the same trap as {@link #LEASTRECENT}. */
    @JsonProperty("fewestcalls")
    FEWESTCALLS,
    /** In the order of the list, from the top. Asterisk cannot switch a running queue to or from it without a restart of the queue. */
    @JsonProperty("linear")
    LINEAR,
    @JsonProperty("ringall")
    RINGALL,
    /** One after the other, going on behind the last one who was rung. */
    @JsonProperty("rrmemory")
    RRMEMORY;

    /** Its name in {@code queues.conf}. */
    public String asteriskName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
