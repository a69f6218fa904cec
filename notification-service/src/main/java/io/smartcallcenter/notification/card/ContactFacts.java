package io.smartcallcenter.notification.card;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.notification.customer.ContactStore.Said;
import io.smartcallcenter.notification.customer.PhoneNumbers;
import java.time.Instant;
import java.util.Optional;

/** What an event says of a call that is worth to be kept. */
final class ContactFacts {

    private final PhoneNumbers phones;

    ContactFacts(PhoneNumbers phones) {
        this.phones = phones;
    }

    Optional<Said> of(Envelope<?> envelope) {
        Instant at = envelope.meta().time();
        if (envelope.data() instanceof CallEvent.Started started) {
            return Optional.of(new Said(started.callId(), at, number(started.caller()), null, null));
        }
        if (envelope.data() instanceof CallEvent.QueueJoined joined) {
            return Optional.of(new Said(joined.callId(), at, number(joined.caller()), joined.queue(), null));
        }
        if (envelope.data() instanceof CallEvent.Answered answered) {
            return Optional.of(new Said(answered.callId(), at, null, answered.queue(), answered.agent()));
        }
        return Optional.empty();
    }

    /** The caller as an event names them; null if it names none. */
    static Party caller(CallEvent event) {
        if (event instanceof CallEvent.Started started) {
            return started.caller();
        }
        if (event instanceof CallEvent.RouteRequested requested) {
            return requested.caller();
        }
        return event instanceof CallEvent.QueueJoined joined ? joined.caller() : null;
    }

    private String number(Party caller) {
        return phones.canonical(caller.number());
    }
}
