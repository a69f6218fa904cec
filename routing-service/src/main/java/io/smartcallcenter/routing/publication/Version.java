package io.smartcallcenter.routing.publication;

import io.smartcallcenter.events.RulesPublished;
import java.time.Instant;

/**
 * A published version as it is stored.
 *
 * @param number from 1, without gaps as long as nobody loses the store
 * @param publishedAt to the millisecond
 * @param by the name of who published it
 * @param comment why; may be null
 * @param restored the version whose document this one has, after a rollback; null = none
 * @param document the rules as JSON; null where only the versions are listed
 */
public record Version(long number, Instant publishedAt, String by, String comment, Long restored, String document) {

    public static Version of(RulesPublished published) {
        return new Version(
                published.version(),
                published.publishedAt(),
                published.by(),
                published.comment(),
                null,
                published.document());
    }

    RulesPublished event() {
        return new RulesPublished(number, publishedAt, by, comment, document);
    }
}
