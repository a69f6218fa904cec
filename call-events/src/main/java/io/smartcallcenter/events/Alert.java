package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Something that a person should look at, and what people did about it; compacted topic {@code alerts}, keyed by {@link #recordKey()}. */
public sealed interface Alert extends SccEvent {

    /** What it is about, for example {@code gateway/application-replaced/pbx1}: raised twice it is still one alert. */
    String key();

    /** The key of its record: of each alert the newest state is kept, and what people did about it beside it. */
    default String recordKey() {
        return key();
    }

    enum Severity {
        WARNING,
        CRITICAL
    }

    /**
     * It is so, or still so.
     *
     * @param what what is wrong, in one sentence
     * @param advice what to do about it
     * @param rule id of the rule that it broke; null if no rule is behind it
     * @param subject the queue, operator, node or consumer group; may be null
     * @param value what was measured when it was raised, in the rule's unit; may be null
     * @param threshold from which on the rule is broken, in the same unit; may be null
     * @param since when it began, the same in every record until it is over; null is read as the time of the event that raised it
     * @param silenced whether somebody asked not to be told of it
     */
    @JsonTypeName("alert.raised")
    record Raised(
            String key,
            Severity severity,
            String what,
            String advice,
            String rule,
            String subject,
            Double value,
            Double threshold,
            Instant since,
            boolean silenced)
            implements Alert {
        public Raised {
            Required.text(key, "key");
            Required.value(severity, "severity");
            Required.text(what, "what");
        }

        /** @param since when it began */
        public Raised since(Instant since) {
            return new Raised(key, severity, what, advice, rule, subject, value, threshold, since, silenced);
        }

        /** Without a rule. */
        public Raised(String key, Severity severity, String what, String advice) {
            this(key, severity, what, advice, null, null, null, null, null, false);
        }
    }

    /** It is over. */
    @JsonTypeName("alert.cleared")
    record Cleared(String key) implements Alert {
        public Cleared {
            Required.text(key, "key");
        }
    }

    /**
     * Somebody looks after it.
     *
     * @param since of the alert that is meant: one of the same key that began at another time is another one; null in records of earlier
     *     versions, which mean the alert that was open {@code at}
     * @param by the token's name
     * @param note may be null
     */
    @JsonTypeName("alert.acknowledged")
    record Acknowledged(String key, Instant since, String by, Instant at, String note) implements Alert {
        public Acknowledged {
            Required.text(key, "key");
            Required.text(by, "by");
            Required.time(at, "at");
        }

        /**
         * Whether it is one of an alert of its key.
         *
         * @param began {@code since} of that alert; to the millisecond, as it is stored
         */
        public boolean isOf(Instant began) {
            return since == null
                    ? !at.isBefore(began)
                    : since.truncatedTo(ChronoUnit.MILLIS).equals(began.truncatedTo(ChronoUnit.MILLIS));
        }

        @Override
        public String recordKey() {
            return recordKey(key);
        }

        /** Of the acknowledgement of an alert. */
        public static String recordKey(String key) {
            return key + "#ack";
        }
    }

    /**
     * Nobody wants to be told of these alerts for a while. The newest record of an id counts: {@code until} in the past ends it.
     *
     * @param id one for each silence
     * @param key of the alert; {@code *} stands for any characters, so {@code longest-wait/*} are all of a kind; {@link #RULE} and the id of a rule
     *     are all that this rule raises
     * @param by the token's name
     * @param reason may be null
     */
    @JsonTypeName("alert.silenced")
    record Silenced(String id, String key, String by, Instant at, Instant until, String reason) implements Alert {

        /** No key of an alert begins with it. */
        public static final String RULE = "rule/";

        public Silenced {
            Required.text(id, "id");
            Required.text(key, "key");
            Required.text(by, "by");
            Required.time(at, "at");
            Required.time(until, "until");
        }

        @Override
        public String recordKey() {
            return "silence/" + id;
        }
    }
}
