package io.smartcallcenter.kpi.note;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NoteEvent;
import io.smartcallcenter.kpi.note.Note.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** The topic {@code call-notes}: every revision of every note, after it was stored. */
@ApplicationScoped
public class NoteTopic {

    private static final Logger LOG = Logger.getLogger(NoteTopic.class);

    private final MutinyEmitter<Envelope<NoteEvent>> emitter;

    NoteTopic(
            @Channel("call-notes") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 10_000)
                    MutinyEmitter<Envelope<NoteEvent>> emitter) {
        this.emitter = emitter;
    }

    /** Waits for nothing: the note is stored, whether Kafka is there or not. One that it does not take is missing on cards. */
    public void publish(Note note) {
        EventMeta meta = EventMeta.of(
                note.id() + "@" + note.revision(),
                "/kpi-service",
                note.callId(),
                note.now().at());
        emitter.sendMessage(Message.of(new Envelope<>(meta, event(note)))
                        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                                .withKey(note.callId())
                                .build()))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("The note %s is not on the topic: %s", meta.id(), failure.toString()));
    }

    private static NoteEvent event(Note note) {
        if (note.withdrawn()) {
            return new NoteEvent.Withdrawn(
                    note.id(),
                    note.callId(),
                    note.revision(),
                    note.now().by(),
                    note.now().at());
        }
        NoteEvent.Kind kind = note.kind() == Kind.COMMENT ? NoteEvent.Kind.COMMENT : NoteEvent.Kind.DISPOSITION;
        return new NoteEvent.Written(
                note.id(),
                note.callId(),
                note.revision(),
                kind,
                note.now().code(),
                note.now().text(),
                note.now().by(),
                note.now().at());
    }
}
