package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.CustomerEvent;
import java.util.List;
import java.util.Map;

/** The newest card of each call and operator, until the call ends. */
final class LiveCards {

    private static final int MAX_CARDS = 5_000;

    private final Map<Place, CustomerEvent.Card> cards = new Bounded<>(MAX_CARDS);

    private record Place(String callId, String operator) {}

    void apply(CustomerEvent.Card card) {
        cards.put(new Place(card.callId(), card.agent().iface()), card);
    }

    void ended(String callId) {
        cards.keySet().removeIf(place -> place.callId.equals(callId));
    }

    List<CustomerEvent.Card> ofOperator(String iface) {
        return cards.entrySet().stream()
                .filter(entry -> entry.getKey().operator.equals(iface))
                .map(Map.Entry::getValue)
                .toList();
    }

    List<CustomerEvent.Card> all() {
        return List.copyOf(cards.values());
    }
}
