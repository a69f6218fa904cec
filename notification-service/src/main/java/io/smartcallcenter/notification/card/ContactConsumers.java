package io.smartcallcenter.notification.card;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.NoteEvent;
import io.smartcallcenter.notification.customer.Comment;
import io.smartcallcenter.notification.customer.CommentStore;
import io.smartcallcenter.notification.customer.CommentStore.Revision;
import io.smartcallcenter.notification.customer.ContactStore;
import io.smartcallcenter.notification.customer.ContactStore.Said;
import io.smartcallcenter.notification.customer.PhoneNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps what is known of calls for later cards. It waits for a database that is away; cards do not. */
@ApplicationScoped
public class ContactConsumers {

    private final Intake<Said> contacts;
    private final Intake<Revision> notes;
    private final EpochFence fence;

    ContactConsumers(
            ContactStore contacts,
            CommentStore comments,
            PhoneNumbers phones,
            DeadLetters deadLetters,
            EpochFence fence) {
        this.contacts =
                new Intake<>(new ContactFacts(phones)::of, contacts::keep, MongoContent::refused, deadLetters::send);
        this.notes = new Intake<>(ContactConsumers::note, comments::keep, MongoContent::refused, deadLetters::send);
        this.fence = fence;
    }

    @Incoming("contacts")
    Uni<Void> calls(ConsumerRecords<String, Envelope<?>> records) {
        return contacts.handle(fence.admitted(records));
    }

    @Incoming("call-notes")
    Uni<Void> notes(ConsumerRecords<String, Envelope<?>> records) {
        return notes.handle(records);
    }

    /** Dispositions are no comments. */
    private static Optional<Revision> note(Envelope<?> envelope) {
        if (envelope.data() instanceof NoteEvent.Written written) {
            return written.kind() == NoteEvent.Kind.COMMENT
                    ? Optional.of(revision(written, written.text()))
                    : Optional.empty();
        }
        return envelope.data() instanceof NoteEvent.Withdrawn withdrawn
                ? Optional.of(revision(withdrawn, null))
                : Optional.empty();
    }

    private static Revision revision(NoteEvent note, String text) {
        Comment comment = new Comment("note:" + note.noteId(), null, note.callId(), note.at(), note.by(), text);
        return new Revision(comment, note.revision());
    }
}
