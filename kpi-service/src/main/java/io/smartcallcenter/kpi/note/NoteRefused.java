package io.smartcallcenter.kpi.note;

/** A comment or a disposition cannot be written. */
public final class NoteRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** Nothing is known of such a call. */
        NO_CALL,
        /** The call has no such comment, or it was withdrawn. */
        NO_COMMENT,
        /** Somebody else wrote it. */
        NOT_YOURS,
        /** It is no longer what its editor has read. */
        STALE,
        /** The call has as many comments, or the note as many versions, as are kept. */
        TOO_MANY
    }

    private final Reason reason;

    NoteRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
