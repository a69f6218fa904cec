package io.smartcallcenter.kpi.note;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.note.Note.Kind;
import io.smartcallcenter.kpi.note.Note.Version;
import io.smartcallcenter.kpi.note.NoteRefused.Reason;
import io.smartcallcenter.kpi.store.CallStore;
import io.smartcallcenter.kpi.store.NoteStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes comments and dispositions; every method fails with {@link NoteRefused} if it may not. Nothing that was written is lost. */
public final class Notes {

    /** Of one call. */
    static final int MOST_COMMENTS = 200;

    /** Of one note, so that its document stays small. */
    static final int MOST_VERSIONS = 100;

    private final CallStore calls;
    private final NoteStore notes;
    private final Clock clock;

    public Notes(CallStore calls, NoteStore notes, Clock clock) {
        this.calls = calls;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Who writes.
     *
     * @param name the token's name
     * @param admin may change what others wrote
     */
    public record Writer(String name, boolean admin) {}

    /** In the order in which they were written, the disposition among them. */
    public Uni<List<Note>> of(String callId) {
        return notes.of(callId);
    }

    public Uni<Note> comment(String callId, String text, Writer writer) {
        return known(callId).chain(() -> notes.comments(List.of(callId))).chain(number -> {
            if (number >= MOST_COMMENTS) {
                throw new NoteRefused(Reason.TOO_MANY);
            }
            Note note = Note.first(Kind.COMMENT, UUID.randomUUID().toString(), callId, version(null, text, writer));
            return notes.insert(note).replaceWith(note);
        });
    }

    /** @param revision that the writer has read */
    public Uni<Note> edit(String callId, String commentId, long revision, String text, Writer writer) {
        return notes.find(commentId)
                .map(found -> own(found, callId, writer))
                .chain(note -> replace(note, revision, version(null, text, writer)));
    }

    /** The comment is shown no more; what it said stays among its earlier versions. */
    public Uni<Note> withdraw(String callId, String commentId, long revision, Writer writer) {
        return edit(callId, commentId, revision, null, writer);
    }

    /**
     * Sets or changes what came of the call.
     *
     * @param revision that the writer has read; null = whatever it is now
     * @param note may be null
     */
    public Uni<Note> dispose(String callId, Long revision, String code, String note, Writer writer) {
        return known(callId).chain(() -> disposed(callId, revision, version(code, note, writer)));
    }

    private Uni<Note> disposed(String callId, Long revision, Version version) {
        String id = "disposition|" + callId;
        return notes.find(id)
                .chain(found -> {
                    if (found.isPresent()) {
                        Note now = found.get();
                        return replace(now, revision == null ? now.revision() : revision, version);
                    }
                    if (revision != null && revision != 0) {
                        throw new NoteRefused(Reason.STALE);
                    }
                    Note first = Note.first(Kind.DISPOSITION, id, callId, version);
                    return notes.insert(first).map(inserted -> {
                        if (!inserted) {
                            throw new NoteRefused(Reason.STALE);
                        }
                        return first;
                    });
                })
                .onFailure(failure ->
                        revision == null && failure instanceof NoteRefused refused && refused.reason() == Reason.STALE)
                .retry()
                .atMost(10);
    }

    private Uni<Note> replace(Note note, long revision, Version version) {
        if (note.revision() != revision) {
            throw new NoteRefused(Reason.STALE);
        }
        if (note.earlier().size() + 1 >= MOST_VERSIONS) {
            throw new NoteRefused(Reason.TOO_MANY);
        }
        Note next = note.with(version);
        return notes.replace(next, revision).map(replaced -> {
            if (!replaced) {
                throw new NoteRefused(Reason.STALE);
            }
            return next;
        });
    }

    private static Note own(Optional<Note> found, String callId, Writer writer) {
        Note note = found.filter(each -> each.kind() == Kind.COMMENT)
                .filter(each -> each.callId().equals(callId) && !each.withdrawn())
                .orElseThrow(() -> new NoteRefused(Reason.NO_COMMENT));
        if (!writer.admin() && !note.author().equals(writer.name())) {
            throw new NoteRefused(Reason.NOT_YOURS);
        }
        return note;
    }

    private Uni<Void> known(String callId) {
        return calls.call(callId)
                .invoke(call -> {
                    if (call.isEmpty()) {
                        throw new NoteRefused(Reason.NO_CALL);
                    }
                })
                .replaceWithVoid();
    }

    private Version version(String code, String text, Writer writer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Version(code, text, writer.name(), now);
    }
}
