package io.smartcallcenter.notification.customer;

import io.smartcallcenter.notification.customer.Customer.Stamp;
import io.smartcallcenter.notification.customer.CustomerBulk.Write;
import io.smartcallcenter.notification.customer.ImportReport.BadRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What becomes of some rows, if the customers are those that are known; nothing is written. A row sees what the rows before it will have
 * done, and a customer that several rows change is written once.
 */
final class ImportPlan {

    private final ImportedCustomers known;
    private final Stamp now;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, Write> writes = new LinkedHashMap<>();

    ImportPlan(ImportedCustomers known, Stamp now) {
        this.known = known;
        this.now = now;
    }

    enum Kind {
        ADDED,
        CHANGED,
        UNCHANGED,
        BAD
    }

    /**
     * Of a row.
     *
     * @param customers ids of those that it was made by
     * @param target whose row it is; null = nobody's
     * @param bad null unless it is
     */
    record Verdict(ImportRow row, Kind kind, Set<String> customers, String target, BadRow bad) {}

    List<Verdict> verdicts() {
        return verdicts;
    }

    List<Write> writes() {
        return List.copyOf(writes.values());
    }

    void take(ImportRow row) {
        Set<Customer> owners = new LinkedHashSet<>();
        row.profile().numbers().stream()
                .map(known::ofNumber)
                .filter(Objects::nonNull)
                .forEach(owners::add);
        Customer target = target(row.profile(), owners);
        if (target != null) {
            owners.add(target);
        }
        Customer other = owners.stream()
                .filter(owner -> target == null || !owner.id().equals(target.id()))
                .findFirst()
                .orElse(null);
        verdicts.add(
                other != null
                        ? bad(row, owners, target, taken(row, other))
                        : target == null ? add(row) : change(row, target));
    }

    private Customer target(Profile said, Set<Customer> owners) {
        Customer byId = said.externalId() == null ? null : known.ofExternalId(said.externalId());
        if (byId != null || owners.size() != 1) {
            return byId;
        }
        Customer owner = owners.iterator().next();
        boolean another = said.externalId() != null && owner.profile().externalId() != null;
        return another ? null : owner;
    }

    private Verdict add(ImportRow row) {
        Profile said = row.profile();
        if (said.name() == null && said.company() == null) {
            return bad(row, Set.of(), null, new BadRow(row.line(), "name", "is empty, and company too", null));
        }
        Customer first = Customer.first(UUID.randomUUID().toString(), said, now);
        known.put(first);
        writes.put(first.id(), new Write(first, 0));
        return new Verdict(row, Kind.ADDED, Set.of(first.id()), null, null);
    }

    private Verdict change(ImportRow row, Customer target) {
        Profile profile = row.over(target.profile());
        if (profile.equals(target.profile())) {
            return new Verdict(row, Kind.UNCHANGED, Set.of(target.id()), target.id(), null);
        }
        if (profile.numbers().size() > Profile.MOST_NUMBERS || profile.tags().size() > Profile.MOST_TAGS) {
            String column = profile.numbers().size() > Profile.MOST_NUMBERS ? "numbers" : "tags";
            return bad(
                    row,
                    Set.of(target),
                    target,
                    new BadRow(row.line(), column, "would be more than are kept", target.id()));
        }
        Customer next = target.with(profile, now);
        known.put(next);
        writes.merge(next.id(), new Write(next, target.revision()), (first, then) -> new Write(next, first.revision()));
        return new Verdict(row, Kind.CHANGED, Set.of(next.id()), next.id(), null);
    }

    private static Verdict bad(ImportRow row, Set<Customer> customers, Customer target, BadRow bad) {
        Set<String> ids = new HashSet<>();
        customers.forEach(customer -> ids.add(customer.id()));
        return new Verdict(row, Kind.BAD, ids, target == null ? null : target.id(), bad);
    }

    private static BadRow taken(ImportRow row, Customer owner) {
        String number = row.profile().numbers().stream()
                .filter(owner.profile().numbers()::contains)
                .findFirst()
                .orElse("");
        return new BadRow(row.line(), "numbers", number + " belongs to another customer", owner.id());
    }
}
