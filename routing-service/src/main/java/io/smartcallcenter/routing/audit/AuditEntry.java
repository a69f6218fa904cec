package io.smartcallcenter.routing.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that somebody did to the rules.
 *
 * @param id {@code draft/<revision>} or {@code version/<number>}: the same deed is noted once
 * @param at to the millisecond
 * @param section of the document; null = the whole
 * @param name of what was changed in the section; of a rollback the version that was restored
 * @param revision of the draft after it; null for a publication
 * @param version that was published; null for a draft
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        @JsonIgnore String id,
        Instant at,
        @Schema(examples = "anna") String who,
        What what,
        @Schema(examples = "operators") String section,
        @Schema(examples = "0001") String name,
        @Schema(examples = "17") Long revision,
        Long version,
        String comment) {

    /** What was done. */
    public enum What {
        DRAFT_CHANGED("draft.changed"),
        DRAFT_DISCARDED("draft.discarded"),
        PUBLISHED("published"),
        ROLLED_BACK("rolled-back");

        private final String word;

        What(String word) {
            this.word = word;
        }

        @JsonValue
        @Override
        public String toString() {
            return word;
        }

        /** @throws IllegalArgumentException for an unknown word */
        public static What of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
        }
    }
}
