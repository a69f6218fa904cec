package io.smartcallcenter.notification.customer;

import java.util.HashMap;
import java.util.Map;

/** Customers by id, number and external id, as an import knows them. */
final class ImportedCustomers {

    private final Map<String, Customer> byId = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, String> externalIds = new HashMap<>();

    /** One that is known already has been changed since it was read. */
    void addIfNew(Customer customer) {
        if (!byId.containsKey(customer.id())) {
            put(customer);
        }
    }

    void put(Customer customer) {
        byId.put(customer.id(), customer);
        customer.profile().numbers().forEach(number -> numbers.put(number, customer.id()));
        if (customer.profile().externalId() != null) {
            externalIds.put(customer.profile().externalId(), customer.id());
        }
    }

    /** Null: nobody's. */
    Customer ofNumber(String number) {
        return byId.get(numbers.get(number));
    }

    /** Null: nobody's. */
    Customer ofExternalId(String externalId) {
        return byId.get(externalIds.get(externalId));
    }
}
