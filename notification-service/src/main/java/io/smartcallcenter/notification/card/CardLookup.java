package io.smartcallcenter.notification.card;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.CustomerEvent.LastCall;
import io.smartcallcenter.notification.crm.CrmLookup;
import io.smartcallcenter.notification.customer.Comment;
import io.smartcallcenter.notification.customer.CommentStore;
import io.smartcallcenter.notification.customer.Contact;
import io.smartcallcenter.notification.customer.ContactStore;
import io.smartcallcenter.notification.customer.Customer;
import io.smartcallcenter.notification.customer.CustomerStore;
import io.smartcallcenter.notification.customer.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is known of a number, as far as it is found in time: a phone rings meanwhile. Never fails. */
final class CardLookup {

    private static final Logger LOG = Logger.getLogger(CardLookup.class);

    /** Parts of the whole time, in percent; comments are looked for after the rest. */
    private static final int FOR_CUSTOMER = 84;

    private static final int FOR_DATABASE = 40;
    private static final int FOR_COMMENTS = 15;

    private static final int SHOWN = 5;

    private final CustomerStore customers;
    private final ContactStore contacts;
    private final CommentStore comments;
    private final CrmLookup crm;
    private final Duration patience;

    /** @param patience all together take no longer */
    CardLookup(
            CustomerStore customers, ContactStore contacts, CommentStore comments, CrmLookup crm, Duration patience) {
        this.customers = customers;
        this.contacts = contacts;
        this.comments = comments;
        this.crm = crm;
        this.patience = patience;
    }

    /** @param customer null when the number is nobody's, or nobody could be asked */
    record Known(CustomerEvent.Customer customer, List<LastCall> calls, List<CustomerEvent.Comment> comments) {

        static final Known NOTHING = new Known(null, List.of(), List.of());
    }

    /**
     * @param callId is not among the last calls
     * @param number canonical
     */
    Uni<Known> find(String callId, String number) {
        Uni<Optional<CustomerEvent.Customer>> customer = within(FOR_CUSTOMER, customer(number), Optional.empty());
        Uni<List<Contact>> calls = within(FOR_DATABASE, contacts.newest(List.of(number), SHOWN + 1), List.<Contact>of())
                .map(found -> found.stream()
                        .filter(each -> !each.callId().equals(callId))
                        .limit(SHOWN)
                        .toList());
        return Uni.combine()
                .all()
                .unis(customer, calls)
                .asTuple()
                .chain(both -> known(both.getItem1().orElse(null), both.getItem2()));
    }

    /** Whom the contacts name as the caller of a call; empty if they do not. */
    Uni<Optional<String>> numberOf(String callId) {
        return within(FOR_DATABASE, contacts.find(callId).map(found -> found.map(Contact::number)), Optional.empty());
    }

    private Uni<Optional<CustomerEvent.Customer>> customer(String number) {
        return within(FOR_DATABASE, customers.ofNumber(number), Optional.<Customer>empty())
                .chain(found ->
                        found.isPresent() ? Uni.createFrom().item(found.map(CardLookup::shown)) : crm.find(number));
    }

    private Uni<Known> known(CustomerEvent.Customer customer, List<Contact> calls) {
        List<String> ids = calls.stream().map(Contact::callId).toList();
        String customerId = customer == null || CrmLookup.isOfCrm(customer) ? null : customer.id();
        return within(FOR_COMMENTS, comments.newest(customerId, ids, SHOWN), List.<Comment>of())
                .map(written -> new Known(
                        customer,
                        calls.stream().map(CardLookup::shown).toList(),
                        written.stream().map(CardLookup::shown).toList()));
    }

    private <T> Uni<T> within(int percent, Uni<T> answer, T otherwise) {
        return answer.ifNoItem()
                .after(patience.multipliedBy(percent).dividedBy(100))
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("A card without something: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(otherwise);
    }

    private static CustomerEvent.Customer shown(Customer customer) {
        Profile profile = customer.profile();
        return new CustomerEvent.Customer(
                customer.id(),
                profile.name(),
                profile.company(),
                profile.numbers(),
                profile.email(),
                profile.tags(),
                profile.note());
    }

    private static LastCall shown(Contact contact) {
        return new LastCall(contact.callId(), contact.at(), contact.queue(), contact.operator(), contact.answered());
    }

    private static CustomerEvent.Comment shown(Comment comment) {
        return new CustomerEvent.Comment(comment.callId(), comment.at(), comment.by(), comment.text());
    }
}
