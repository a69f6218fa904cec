package io.smartcallcenter.notification.card;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.CustomerEvent.Moment;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.notification.card.CardLookup.Known;
import io.smartcallcenter.notification.customer.PhoneNumbers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a card of each offer and each answer that is fresh. Whatever is away: a card comes within a second, with what was found. */
final class Cards {

    static final int CALLS_REMEMBERED = 20_000;

    /** An older event is read again, and nobody's phone rings any more. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private static final int CALLS_AT_ONCE = 64;
    private static final String SOURCE = "/notification-service";

    private final RecentCalls recent = new RecentCalls(CALLS_REMEMBERED);
    private final CardLookup lookup;
    private final PhoneNumbers phones;
    private final Function<Envelope<CustomerEvent>, Uni<Void>> topic;
    private final Clock clock;

    /** @param topic where cards go; fails never */
    Cards(CardLookup lookup, PhoneNumbers phones, Function<Envelope<CustomerEvent>, Uni<Void>> topic, Clock clock) {
        this.lookup = lookup;
        this.phones = phones;
        this.topic = topic;
        this.clock = clock;
    }

    /** @param caller null: nothing was heard of the beginning of the call */
    private record Wanted(String callId, String offerId, Moment moment, Agent agent, String queue, Party caller) {}

    /** Completes when the cards of these events are published, those of one call in their order. */
    Uni<Void> handle(Iterable<Envelope<?>> events) {
        Map<String, List<Wanted>> byCall = new LinkedHashMap<>();
        for (Envelope<?> envelope : events) {
            if (envelope.data() instanceof CallEvent event) {
                remember(event);
                Wanted wanted = fresh(envelope.meta()) ? wanted(event) : null;
                if (wanted != null) {
                    byCall.computeIfAbsent(event.callId(), call -> new ArrayList<>())
                            .add(wanted);
                }
            }
        }
        return Multi.createFrom()
                .iterable(byCall.values())
                .onItem()
                .transformToUni(this::inOrder)
                .merge(CALLS_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void remember(CallEvent event) {
        Party caller = ContactFacts.caller(event);
        if (caller != null) {
            recent.remember(event.callId(), caller);
        } else if (event instanceof CallEvent.Ended) {
            recent.forget(event.callId());
        }
    }

    private boolean fresh(EventMeta meta) {
        Instant heard = meta.receivedAt() == null ? meta.time() : meta.receivedAt();
        return heard.isAfter(clock.instant().minus(FRESH));
    }

    private Wanted wanted(CallEvent event) {
        Party caller = recent.callerOf(event.callId());
        if (event instanceof CallEvent.OfferStarted offer) {
            return new Wanted(offer.callId(), offer.offerId(), Moment.OFFERED, offer.agent(), offer.queue(), caller);
        }
        return event instanceof CallEvent.Answered answered
                ? new Wanted(
                        answered.callId(),
                        answered.offerId(),
                        Moment.ANSWERED,
                        answered.agent(),
                        answered.queue(),
                        caller)
                : null;
    }

    private Uni<Void> inOrder(List<Wanted> wanted) {
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(this::publish)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> publish(Wanted wanted) {
        return caller(wanted.callId(), wanted.caller()).chain(caller -> {
            String number = phones.canonical(caller.number());
            Uni<Known> known =
                    number == null ? Uni.createFrom().item(Known.NOTHING) : lookup.find(wanted.callId(), number);
            return known.chain(found -> topic.apply(card(wanted, caller, found)));
        });
    }

    private Uni<Party> caller(String callId, Party heard) {
        return heard != null
                ? Uni.createFrom().item(heard)
                : lookup.numberOf(callId).map(number -> new Party(number.orElse(""), ""));
    }

    private Envelope<CustomerEvent> card(Wanted wanted, Party caller, Known known) {
        String id = wanted.callId() + "/card/" + wanted.offerId() + "/" + wanted.moment();
        return new Envelope<>(
                EventMeta.of(id, SOURCE, wanted.callId(), clock.instant()),
                new CustomerEvent.Card(
                        wanted.callId(),
                        wanted.offerId(),
                        wanted.moment(),
                        wanted.agent(),
                        wanted.queue(),
                        caller,
                        known.customer(),
                        known.calls(),
                        known.comments()));
    }
}
