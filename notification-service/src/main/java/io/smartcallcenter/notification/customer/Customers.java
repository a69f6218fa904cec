package io.smartcallcenter.notification.customer;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.customer.Customer.Stamp;
import io.smartcallcenter.notification.customer.CustomerRefused.Reason;
import io.smartcallcenter.notification.customer.CustomerStore.Brought;
import io.smartcallcenter.notification.customer.CustomerStore.Found;
import io.smartcallcenter.notification.customer.CustomerStore.Replaced;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes customers; every method fails with {@link CustomerRefused} if it may not. */
public final class Customers {

    private final CustomerStore store;
    private final CommentStore comments;
    private final Clock clock;

    public Customers(CustomerStore store, CommentStore comments, Clock clock) {
        this.store = store;
        this.comments = comments;
        this.clock = clock;
    }

    /** Fails with MERGED, which names the survivor, if it is now part of another. */
    public Uni<Customer> find(String id) {
        return store.find(id).map(Customers::alive);
    }

    private static Customer alive(Optional<Found> found) {
        Found there = found.orElseThrow(() -> CustomerRefused.because(Reason.NO_CUSTOMER));
        if (there.mergedInto() != null) {
            throw CustomerRefused.merged(there.mergedInto());
        }
        return there.customer();
    }

    /** @param by the token's name */
    public Uni<Customer> create(Profile profile, String by) {
        Customer first = Customer.first(UUID.randomUUID().toString(), profile, now(by));
        return store.insert(first)
                .chain(inserted -> inserted ? Uni.createFrom().item(first) : taken(profile, first.id()));
    }

    /** @param revision that the writer has read */
    public Uni<Customer> replace(String id, long revision, Profile profile, String by) {
        return find(id).chain(before -> replace(before, revision, profile, by));
    }

    private Uni<Customer> replace(Customer before, long revision, Profile profile, String by) {
        if (before.revision() != revision) {
            throw CustomerRefused.because(Reason.STALE);
        }
        Customer next = before.with(profile, now(by));
        return store.replace(next, revision).chain(replaced -> switch (replaced) {
            case YES -> Uni.createFrom().item(next);
            case STALE -> Uni.createFrom().failure(CustomerRefused.because(Reason.STALE));
            case TAKEN -> taken(profile, next.id());
        });
    }

    /** With the comments on it; those on calls are not its own. */
    public Uni<Void> delete(String id, long revision) {
        return find(id).chain(there -> store.delete(id, revision))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw CustomerRefused.because(Reason.STALE);
                    }
                })
                .chain(() -> comments.deleteOf(id))
                .replaceWithVoid();
    }

    /** Removes a number from whoever has it; empty if it is nobody's. */
    public Uni<Optional<Customer>> withoutNumber(String number, String by) {
        return store.ofNumber(number).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.<Customer>empty());
            }
            Customer before = found.get();
            Profile profile = before.profile();
            List<String> left = profile.numbers().stream()
                    .filter(each -> !each.equals(number))
                    .toList();
            Profile without = new Profile(
                    profile.name(),
                    profile.company(),
                    left,
                    profile.email(),
                    profile.tags(),
                    profile.note(),
                    profile.externalId());
            Customer next = before.with(without, now(by));
            return store.replace(next, before.revision())
                    .chain(replaced -> replaced == Replaced.YES
                            ? Uni.createFrom().item(Optional.of(next))
                            : withoutNumber(number, by));
        });
    }

    /** Removes a number from those whose merge broke off, so that it does not arrive; empty if none of them brings it. */
    Uni<Optional<Brought>> withoutBroughtNumber(String number) {
        return store.pullBrought(number)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : withoutBroughtNumber(number).replaceWith(found));
    }

    <T> Uni<T> taken(Profile profile, String self) {
        List<String> externalIds = profile.externalId() == null ? List.of() : List.of(profile.externalId());
        return store.owners(profile.numbers(), externalIds).map(owners -> {
            throw owners.stream()
                    .filter(owner -> !owner.id().equals(self))
                    .findFirst()
                    .map(owner -> taken(profile, owner))
                    // whoever had it has given it back since
                    .orElseGet(() -> CustomerRefused.because(Reason.STALE));
        });
    }

    static CustomerRefused taken(Profile profile, Customer owner) {
        return profile.numbers().stream()
                .filter(owner.profile().numbers()::contains)
                .findFirst()
                .map(number -> CustomerRefused.taken("numbers", number, owner.id()))
                .orElseGet(() -> CustomerRefused.taken("external_id", profile.externalId(), owner.id()));
    }

    Stamp now(String by) {
        return new Stamp(clock.instant().truncatedTo(ChronoUnit.MILLIS), by);
    }
}
