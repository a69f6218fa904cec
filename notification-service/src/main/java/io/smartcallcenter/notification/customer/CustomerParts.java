package io.smartcallcenter.notification.customer;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smartcallcenter.notification.NotificationDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the plain classes together; they know nothing of the container. */
@ApplicationScoped
public class CustomerParts {

    /** @param region ISO 3166 code of the country where national numbers belong, {@code KZ}; none = only numbers with + are E.164 */
    @Produces
    @Singleton
    PhoneNumbers phoneNumbers(@ConfigProperty(name = "scc.notification.region") Optional<String> region) {
        return new PhoneNumbers(region.orElse(null));
    }

    /** The connection string is asked for by name: without it the service must not look for a database on its own host. */
    @Produces
    @Singleton
    CustomerStore customerStore(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String connectionString) {
        return new CustomerStore(client, NotificationDatabase.NAME);
    }

    @Produces
    @Singleton
    ContactStore contactStore(ReactiveMongoClient client) {
        return new ContactStore(client, NotificationDatabase.NAME);
    }

    @Produces
    @Singleton
    CommentStore commentStore(ReactiveMongoClient client) {
        return new CommentStore(client, NotificationDatabase.NAME);
    }

    @Produces
    @Singleton
    AuditStore auditStore(ReactiveMongoClient client) {
        return new AuditStore(client, NotificationDatabase.NAME);
    }

    @Produces
    @Singleton
    Customers customers(CustomerStore store, CommentStore comments, Clock clock) {
        return new Customers(store, comments, clock);
    }

    @Produces
    @Singleton
    Merge merge(CustomerStore store, CommentStore comments, Customers customers) {
        return new Merge(store, comments, customers);
    }

    @Produces
    @Singleton
    Erasures erasures(
            Customers customers, ContactStore contacts, CommentStore comments, AuditStore audit, Clock clock) {
        return new Erasures(customers, contacts, comments, audit, clock);
    }
}
