package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** Something that a person should look at; compacted topic {@code alerts}, keyed by {@link #key()}. */
public sealed interface Alert extends SccEvent {

    /** What it is about, for example {@code gateway/application-replaced/pbx1}: raised twice it is still one alert. */
    String key();

    enum Severity {
        WARNING,
        CRITICAL
    }

    /**
     * @param what what is wrong, in one sentence
     * @param advice what to do about it
     */
    @JsonTypeName("alert.raised")
    record Raised(String key, Severity severity, String what, String advice) implements Alert {
        public Raised {
            Required.text(key, "key");
            Required.value(severity, "severity");
            Required.text(what, "what");
        }
    }

    /** It is over. */
    @JsonTypeName("alert.cleared")
    record Cleared(String key) implements Alert {
        public Cleared {
            Required.text(key, "key");
        }
    }
}
