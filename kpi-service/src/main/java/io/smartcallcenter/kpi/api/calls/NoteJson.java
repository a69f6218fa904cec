package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.kpi.note.Note;
import io.smartcallcenter.kpi.note.Note.Kind;
import io.smartcallcenter.kpi.note.Note.Version;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comment ({@code text}) or a disposition ({@code code}, {@code note}), with its earlier versions. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoteJson(
        @Schema(description = "Of a comment") String commentId,
        @Schema(examples = "complaint") String code,
        String note,
        @Schema(examples = "Promised to call back tomorrow") String text,
        @Schema(examples = "anna", description = "Who wrote this version") String by,
        Instant at,
        @Schema(description = "The ETag to change it with is this number in quotes") long revision,
        @Schema(description = "Its text is no longer shown") Boolean withdrawn,
        @Schema(description = "The oldest first") List<Earlier> earlier) {

    /** A version before. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Earlier(String code, String note, String text, String by, Instant at) {}

    static NoteJson of(Note note, Sight sight) {
        boolean comment = note.kind() == Kind.COMMENT;
        String text = seen(note.now().text(), sight);
        return new NoteJson(
                comment ? note.id() : null,
                note.now().code(),
                comment ? null : text,
                comment ? text : null,
                note.now().by(),
                note.now().at(),
                note.revision(),
                comment ? note.withdrawn() : null,
                note.earlier().stream()
                        .map(version -> earlier(version, comment, sight))
                        .toList());
    }

    private static Earlier earlier(Version version, boolean comment, Sight sight) {
        String text = seen(version.text(), sight);
        return new Earlier(version.code(), comment ? null : text, comment ? text : null, version.by(), version.at());
    }

    private static String seen(String text, Sight sight) {
        return text == null ? null : sight.text(text);
    }
}
