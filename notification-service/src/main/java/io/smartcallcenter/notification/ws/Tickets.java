package io.smartcallcenter.notification.ws;

import io.smartcallcenter.notification.channel.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One-shot tickets for clients that cannot send a subprotocol with a token. They live in this replica only: with several
 * replicas the ingress must send the ticket's connection where the ticket was made (ADR 0009).
 */
@ApplicationScoped
class Tickets {

    private static final int MAX_TICKETS = 10_000;
    private static final int TICKET_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final WsSettings settings;
    private final Clock clock;

    private record Ticket(User user, Instant until) {}

    Tickets(WsSettings settings, Clock clock) {
        this.clock = clock;
        this.settings = settings;
    }

    synchronized String issue(User user) {
        forgetOld();
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tickets.put(ticket, new Ticket(user, clock.instant().plus(settings.ticketLife())));
        return ticket;
    }

    /** The ticket's user, once. */
    synchronized Optional<User> redeem(String ticket) {
        Ticket found = tickets.remove(ticket);
        return found == null || found.until.isBefore(clock.instant()) ? Optional.empty() : Optional.of(found.user);
    }

    private void forgetOld() {
        Instant now = clock.instant();
        Iterator<Ticket> oldestFirst = tickets.values().iterator();
        while (oldestFirst.hasNext()) {
            boolean old = oldestFirst.next().until.isBefore(now) || tickets.size() >= MAX_TICKETS;
            if (!old) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
