package io.smartcallcenter.notification.customer;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes this service forget a number. May be repeated: what is erased is not found again, and replays do not bring it back. */
public final class Erasures {

    private static final int AT_ONCE = 500;

    private final Customers customers;
    private final ContactStore contacts;
    private final CommentStore comments;
    private final AuditStore audit;
    private final Clock clock;

    public Erasures(Customers customers, ContactStore contacts, CommentStore comments, AuditStore audit, Clock clock) {
        this.customers = customers;
        this.contacts = contacts;
        this.comments = comments;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What was erased.
     *
     * @param calls whose caller had the number
     * @param comments on these calls, and on the customer if it was the last number
     * @param customer who had it, or brings it in a merge that broke off; null if it was nobody's
     * @param numbersLeft of this customer
     */
    public record Report(long calls, long comments, String customer, int numbersLeft) {

        private static final Report NOTHING = new Report(0, 0, null, 0);

        private Report plus(long moreCalls, long moreComments) {
            return new Report(calls + moreCalls, comments + moreComments, customer, numbersLeft);
        }
    }

    /**
     * @param number canonical
     * @param by the token's name
     */
    public Uni<Report> erase(String number, String by) {
        return customers
                .withoutNumber(number, by)
                .chain(this::ofCustomer)
                .chain(begun -> ofBroughtNumber(number, begun))
                .chain(begun -> calls(number, begun))
                .chain(done -> audit.note(clock.instant().truncatedTo(ChronoUnit.MILLIS), by, done)
                        .replaceWith(done));
    }

    private Uni<Report> ofCustomer(Optional<Customer> customer) {
        if (customer.isEmpty()) {
            return Uni.createFrom().item(Report.NOTHING);
        }
        String id = customer.get().id();
        int left = customer.get().profile().numbers().size();
        Uni<Long> erased = left == 0 ? comments.deleteOf(id) : Uni.createFrom().item(0L);
        return erased.map(number -> new Report(0, number, id, left));
    }

    /** A merge that broke off would bring the number back. */
    private Uni<Report> ofBroughtNumber(String number, Report before) {
        return customers.withoutBroughtNumber(number).map(found -> found.filter(brought -> before.customer() == null)
                .map(brought ->
                        new Report(before.calls(), before.comments(), brought.customer(), brought.numbersLeft()))
                .orElse(before));
    }

    /** The comments first: until then the calls are found again by an erasure that is repeated. */
    private Uni<Report> calls(String number, Report before) {
        return contacts.newest(List.of(number), AT_ONCE).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(before);
            }
            List<String> calls = found.stream().map(Contact::callId).toList();
            return comments.eraseOfCalls(calls)
                    .chain(written -> contacts.erase(calls).replaceWith(before.plus(calls.size(), written)))
                    .chain(after -> calls(number, after));
        });
    }
}
