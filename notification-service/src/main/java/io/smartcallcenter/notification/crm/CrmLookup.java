package io.smartcallcenter.notification.crm;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.CustomerEvent.Customer;
import io.smartcallcenter.notification.outbound.Outbound;
import io.smartcallcenter.notification.outbound.Outbound.Answer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the CRM who a number is. A CRM that does not answer in time knows nobody. */
@ApplicationScoped
public class CrmLookup {

    private static final Logger LOG = Logger.getLogger(CrmLookup.class);
    private static final String PREFIX = "crm:";
    private static final int MOST_KEPT = 10_000;
    private static final int NOT_FOUND = 404;
    private static final int NO_CONTENT = 204;

    private final Outbound outbound;
    private final CrmSettings settings;
    private final Optional<CrmAddress> address;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Kept(Optional<Customer> customer, Instant until) {}

    CrmLookup(Outbound outbound, CrmSettings settings, Clock clock) {
        this.outbound = outbound;
        this.settings = settings;
        this.address = settings.lookupUrl().map(CrmAddress::new);
        this.clock = clock;
    }

    /** Whether a customer is known to the CRM only. */
    public static boolean isOfCrm(Customer customer) {
        return customer.id().startsWith(PREFIX);
    }

    /**
     * Never fails; empty without a CRM.
     *
     * @param number canonical
     */
    public Uni<Optional<Customer>> find(String number) {
        Kept before = address.isEmpty() ? null : kept(number);
        if (address.isEmpty() || before != null) {
            return Uni.createFrom().item(before == null ? Optional.empty() : before.customer());
        }
        return ask(number)
                .invoke(found -> keep(number, found))
                .onFailure()
                .invoke(failure -> LOG.warnf("The CRM does not say who calls: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Optional<Customer>> ask(String number) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        settings.authorization().ifPresent(value -> headers.put("Authorization", value));
        Outbound.Question question =
                new Outbound.Question(HttpMethod.GET, address.orElseThrow().of(number), headers, null);
        return outbound.send(question, null, settings.timeout()).map(answer -> read(answer, number));
    }

    private static Optional<Customer> read(Answer answer, String number) {
        if (answer.status() == NOT_FOUND || answer.status() == NO_CONTENT) {
            return Optional.empty();
        }
        if (!answer.success()) {
            throw new IllegalStateException("status " + answer.status());
        }
        try {
            return CrmAnswer.read(answer.body(), PREFIX + number, number);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private synchronized Kept kept(String number) {
        Kept found = kept.get(number);
        return found != null && found.until().isAfter(clock.instant()) ? found : null;
    }

    private synchronized void keep(String number, Optional<Customer> customer) {
        kept.remove(number);
        kept.put(number, new Kept(customer, clock.instant().plus(settings.keep())));
    }
}
