package io.smartcallcenter.notification.alert;

import java.util.Locale;
import java.util.Optional;

/** What a rule is about, what is measured, and from where on it is bad. */
public enum AlertKind {
    /** Percent of today's calls of a queue; bad below the threshold. */
    SERVICE_LEVEL_LOW(
            1,
            100,
            "Bring operators into the queue: ask the paused ones back, add members from quieter queues, or shorten after-call work."
                    + " If it is like this every day at this hour, plan more people for it"),
    /** Seconds that the caller who waits longest has waited. */
    LONGEST_WAIT(
            1,
            86_400,
            "Look at the queue in the console: are its operators paused, talking or unreachable? Ask paused ones back or add members;"
                    + " if nobody can come, let the rules of routing send new callers to another queue or to voicemail"),
    /** Callers who wait while no member is available, ringing or talking. */
    NOBODY_AVAILABLE(
            1,
            1_000,
            "Ask paused operators back and look why phones are unreachable (`pjsip show contacts`), or send the callers to another"
                    + " queue, to voicemail or to an announcement"),
    /** An operator whom app_queue paused because a call was not taken. */
    OPERATOR_AUTO_PAUSED(
            "Ask the operator whether they are at their place, then end the pause in the console: no queue rings them until then"),
    /** Offers to one operator that rang out one after the other. */
    MISSED_IN_ROW(
            2,
            50,
            "Look for the operator: at their place, with a phone that rings? If not, pause them, so that callers do not wait for"
                    + " nobody; `autopause` in queues.conf does it by itself"),
    /** A link of the gateway to an Asterisk node that is down. */
    LINK_DOWN(
            "See whether Asterisk runs on that node and whether the gateway reaches it; wrong passwords and refused addresses stand"
                    + " in the gateway's log. While ARI is down callers go to the dialplan's fallback queue; figures of that time"
                    + " are not complete"),
    /** Seconds since the end of the call that has waited longest for its CDR to be compared. */
    CDR_LAG(
            30,
            600,
            "See whether the cdr-sync-service runs and reaches the CDR database of that node (`/api/admin/settings/asterisk-database`), and whether"
                    + " Asterisk writes there (`cdr show status`). A system without CDRs disables this rule"),
    /** Records that a consumer group of the suite is behind. */
    KAFKA_LAG(
            1,
            1_000_000_000,
            "See whether the service of that group runs and what its log says; if it runs and falls behind, start another replica."
                    + " The figures and cards made from these records are late, none is lost");

    private final double lowest;
    private final double highest;
    private final boolean measured;
    private final String advice;

    AlertKind(String advice) {
        this(1, 1, false, advice);
    }

    AlertKind(double lowest, double highest, String advice) {
        this(lowest, highest, true, advice);
    }

    AlertKind(double lowest, double highest, boolean measured, String advice) {
        this.lowest = lowest;
        this.highest = highest;
        this.measured = measured;
        this.advice = advice;
    }

    /** As it stands in keys: {@code longest-wait}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to do, if the rule does not say. */
    public String advice() {
        return advice;
    }

    /** Whether there is a number to compare; otherwise it is so or not, and the thresholds are 1. */
    public boolean measured() {
        return measured;
    }

    public double lowest() {
        return lowest;
    }

    public double highest() {
        return highest;
    }

    /** Whether values below the threshold are the bad ones. */
    public boolean lowIsBad() {
        return this == SERVICE_LEVEL_LOW;
    }

    /** Whether the value is the age of what began at {@link Reading#since()}. */
    boolean age() {
        return this == LONGEST_WAIT || this == CDR_LAG;
    }

    /** Whether {@link Reading#since()} tells when the threshold was reached. Since when so many wait for nobody no event tells. */
    boolean dated(double threshold) {
        return this != NOBODY_AVAILABLE || threshold <= 1;
    }

    boolean bad(double value, double threshold) {
        return lowIsBad() ? value < threshold : value >= threshold;
    }

    boolean good(double value, double clearThreshold) {
        return lowIsBad() ? value >= clearThreshold : value < clearThreshold;
    }

    public String key(String subject) {
        return label() + "/" + subject;
    }

    /** Empty if no rule raises alerts of this key. */
    public static Optional<AlertKind> ofKey(String key) {
        for (AlertKind kind : values()) {
            if (key.startsWith(kind.label() + "/")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    String subjectOf(String key) {
        return key.substring(label().length() + 1);
    }
}
