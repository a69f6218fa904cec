package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** What people write about calls; topic {@code call-notes}, keyed by call id. Of one note the highest revision counts. */
public sealed interface NoteEvent extends SccEvent {

    /** One for all revisions. */
    String noteId();

    String callId();

    /** Grows with every change: 1, 2... */
    long revision();

    /** Who wrote this revision: the token's name. */
    String by();

    /** When, to the millisecond. */
    Instant at();

    /**
     * A comment or a disposition was written or changed.
     *
     * @param code what came of the call; null for a comment
     * @param text may be null for a disposition
     */
    @JsonTypeName("note.written")
    record Written(
            String noteId, String callId, long revision, Kind kind, String code, String text, String by, Instant at)
            implements NoteEvent {
        public Written {
            Required.text(noteId, "noteId");
            Required.text(callId, "callId");
            Required.value(kind, "kind");
            Required.time(at, "at");
            Required.notNegative(revision, "revision");
        }
    }

    /** A comment is shown no more. */
    @JsonTypeName("note.withdrawn")
    record Withdrawn(String noteId, String callId, long revision, String by, Instant at) implements NoteEvent {
        public Withdrawn {
            Required.text(noteId, "noteId");
            Required.text(callId, "callId");
            Required.time(at, "at");
            Required.notNegative(revision, "revision");
        }
    }

    enum Kind {
        COMMENT,
        DISPOSITION
    }
}
