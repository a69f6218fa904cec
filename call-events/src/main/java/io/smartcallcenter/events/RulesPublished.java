package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * The rules by which calls are routed from now on; compacted topic {@code routing-rules}, always under {@link #KEY}. Whoever reads
 * the topic has the newest version, all of it.
 *
 * @param version counts up by one with every publication, from 1
 * @param by who published it
 * @param comment why; may be null
 * @param document the rules as JSON, in the form that docs/routing.md describes
 */
@JsonTypeName("routing.rules.published")
public record RulesPublished(long version, Instant publishedAt, String by, String comment, String document)
        implements SccEvent {

    public static final String KEY = "rules";

    public RulesPublished {
        Required.value(publishedAt, "publishedAt");
        Required.text(by, "by");
        Required.text(document, "document");
    }
}
