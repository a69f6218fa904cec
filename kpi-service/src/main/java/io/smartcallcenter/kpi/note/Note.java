package io.smartcallcenter.kpi.note;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A comment on a call, or its disposition.
 *
 * @param author who wrote the first version
 * @param revision grows with every change: 1, 2...
 * @param earlier the versions before, the oldest first
 */
public record Note(
        Kind kind, String id, String callId, String author, long revision, Version now, List<Version> earlier) {

    public enum Kind {
        COMMENT,
        DISPOSITION
    }

    /**
     * What somebody wrote.
     *
     * @param code of a disposition; null of a comment
     * @param text null of a disposition without a note, and of a comment that was withdrawn
     * @param at to the millisecond
     */
    public record Version(String code, String text, String by, Instant at) {}

    public Note {
        earlier = List.copyOf(earlier);
    }

    static Note first(Kind kind, String id, String callId, Version version) {
        return new Note(kind, id, callId, version.by(), 1, version, List.of());
    }

    Note with(Version next) {
        List<Version> before = new ArrayList<>(earlier);
        before.add(now);
        return new Note(kind, id, callId, author, revision + 1, next, before);
    }

    /** Only a comment can be: nobody sees its last text, but it is kept with those before. */
    public boolean withdrawn() {
        return kind == Kind.COMMENT && now.text() == null;
    }
}
