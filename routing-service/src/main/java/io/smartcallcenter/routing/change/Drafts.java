package io.smartcallcenter.routing.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.routing.audit.AuditEntry.What;
import io.smartcallcenter.routing.audit.AuditTrail;
import io.smartcallcenter.routing.publication.Publications;
import io.smartcallcenter.routing.publication.Publications.Published;
import io.smartcallcenter.routing.publication.Version;
import io.smartcallcenter.routing.publication.VersionTaken;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Edits the draft. Every change is made to what its editor has read (else {@link StaleRevision}), and leaves a document that can be
 * used (else {@link io.smartcallcenter.routing.rules.document.InvalidRules}). Every method fails when the database is away.
 */
@ApplicationScoped
public class Drafts {

    /** A little less than the record: it has a key and headers as well. */
    private static final int MOST_BYTES = Topic.RULES_BYTES - 16 * 1024;

    private final DraftStore store;
    private final Publications publications;
    private final AuditTrail audit;

    Drafts(DraftStore store, Publications publications, AuditTrail audit) {
        this.store = store;
        this.publications = publications;
        this.audit = audit;
    }

    /**
     * What there is to edit: the draft, or the newest version when nothing has been changed since.
     *
     * @param revision what the next change must name
     * @param basedOn the version that it was made from
     * @param changed whether there is anything to publish
     */
    public record Editable(long revision, long basedOn, RulesDocument document, boolean changed) {}

    public Editable read() {
        return editable(find());
    }

    /**
     * An empty draft is the newest version. When that is no longer the one that it was, it is another draft: whoever has read it
     * before must not write over a version that they have not seen.
     */
    private Draft find() {
        Draft draft = store.find();
        if (!draft.empty()) {
            return draft;
        }
        long newest = publications.newest().number();
        if (draft.basedOn() == newest) {
            return draft;
        }
        draft.audit().ifPresent(audit::note);
        Draft next = new Draft(draft.revision() + 1, newest, null, null);
        return store.replace(draft.revision(), next) ? next : find();
    }

    private Editable editable(Draft draft) {
        if (!draft.empty()) {
            return new Editable(draft.revision(), draft.basedOn(), RulesDocument.parseJson(draft.document()), true);
        }
        Version newest = publications.newest();
        return new Editable(draft.revision(), newest.number(), RulesDocument.parseJson(newest.document()), false);
    }

    /**
     * Replaces the whole document. It counts as made from the newest version, whatever the draft before it was made from.
     *
     * @return the new revision
     */
    public long replace(long revision, RulesDocument document, String by) {
        Draft draft = expect(revision);
        long basedOn = draft.empty() ? draft.basedOn() : publications.newest().number();
        return save(draft, basedOn, document, change(What.DRAFT_CHANGED, by, null, null));
    }

    /**
     * Replaces the whole document by one that was made of it: unlike {@link #replace}, it stays made from the version that the draft
     * was made from.
     *
     * @param section what was edited; null = here and there
     * @return the new revision
     */
    public long edit(long revision, RulesDocument document, Section section, String by) {
        Draft draft = expect(revision);
        return save(draft, editable(draft).basedOn(), document, change(What.DRAFT_CHANGED, by, section, null));
    }

    /**
     * Creates or replaces one part.
     *
     * @return the new revision
     * @throws IllegalArgumentException when a number says another number than its name
     */
    public long put(long revision, Section section, String name, JsonNode value, String by) {
        Draft draft = expect(revision);
        Editable now = editable(draft);
        RulesDocument next = DocumentEdit.with(now.document(), section, name, value);
        return save(draft, now.basedOn(), next, change(What.DRAFT_CHANGED, by, section, name));
    }

    /** @return the new revision; empty if there is no such part */
    public Optional<Long> remove(long revision, Section section, String name, String by) {
        Draft draft = expect(revision);
        Editable now = editable(draft);
        return DocumentEdit.without(now.document(), section, name)
                .map(next -> save(draft, now.basedOn(), next, change(What.DRAFT_CHANGED, by, section, name)));
    }

    /** @return the new revision; the same one if there is nothing to discard */
    public long discard(long revision, String by) {
        Draft draft = expect(revision);
        return draft.empty() ? revision : end(draft, change(What.DRAFT_DISCARDED, by, null, null));
    }

    /**
     * Publishes the draft and ends it.
     *
     * @throws NothingChanged when there is none
     * @throws VersionTaken when a version was published since the draft was begun
     */
    public Published publish(long revision, String by, String comment) {
        Draft draft = expect(revision);
        if (draft.empty()) {
            throw new NothingChanged();
        }
        draft.audit().ifPresent(audit::note);
        Published published = publish(draft, by, comment);
        // A change that was made meanwhile stays, and has to be brought together with what is published now.
        store.replace(revision, new Draft(revision + 1, published.version(), null, null));
        return published;
    }

    private Published publish(Draft draft, String by, String comment) {
        try {
            return publications.publish(RulesDocument.parseJson(draft.document()), draft.basedOn(), by, comment);
        } catch (VersionTaken taken) {
            Version newest = publications.newest();
            if (newest.number() == taken.version() && draft.document().equals(newest.document())) {
                // This very draft: whoever published it before did not come to its end.
                return new Published(newest.number(), publications.inForce(newest.number()));
            }
            throw taken;
        }
    }

    /**
     * Publishes an old version again. A draft stays, belongs to the version that was in force until now, and has to be read again: who
     * replaces it afterwards knows of the new version.
     */
    public Optional<Published> rollback(long version, String by, String comment) {
        publications.find(version).ifPresent(old -> refuseTooLarge(old.document()));
        Optional<Published> published = publications.rollback(version, by, comment);
        published.ifPresent(done -> outdate());
        return published;
    }

    private void outdate() {
        store.find().audit().ifPresent(audit::note);
        store.outdate();
    }

    private Draft expect(long revision) {
        Draft draft = find();
        if (draft.revision() != revision) {
            throw new StaleRevision(revision);
        }
        return draft;
    }

    private long save(Draft draft, long basedOn, RulesDocument document, Draft.Change change) {
        RulesReader.read(document.root());
        String json = document.json();
        refuseTooLarge(json);
        return store(draft, new Draft(draft.revision() + 1, basedOn, json, change));
    }

    private long end(Draft draft, Draft.Change change) {
        return store(
                draft, new Draft(draft.revision() + 1, publications.newest().number(), null, change));
    }

    private long store(Draft draft, Draft next) {
        // The draft says what its last change was, so that the trail has it even if whoever made it died just then.
        draft.audit().ifPresent(audit::note);
        if (!store.replace(draft.revision(), next)) {
            throw new StaleRevision(draft.revision());
        }
        next.audit().ifPresent(audit::note);
        return next.revision();
    }

    private static void refuseTooLarge(String json) {
        RulesPublished published = new RulesPublished(Long.MAX_VALUE, Instant.EPOCH, "size", null, json);
        long bytes = EventCodec.write(published).length;
        if (bytes > MOST_BYTES) {
            throw new TooLarge(bytes, MOST_BYTES);
        }
    }

    private static Draft.Change change(What what, String by, Section section, String name) {
        return new Draft.Change(
                by, Instant.now().truncatedTo(ChronoUnit.MILLIS), what, section == null ? null : section.key(), name);
    }
}
