package io.smartcallcenter.notification.customer;

import java.util.List;

/**
 * What people say of a customer: text that people wrote, to be encoded wherever it goes. Absent texts are null.
 *
 * @param numbers canonical ({@link PhoneNumbers}), each once; a number belongs to at most one customer
 * @param tags each once
 * @param externalId the customer's id in another system; it belongs to at most one customer
 */
public record Profile(
        String name,
        String company,
        List<String> numbers,
        String email,
        List<String> tags,
        String note,
        String externalId) {

    /** Of one customer. */
    public static final int MOST_NUMBERS = 20;

    public static final int MOST_TAGS = 20;

    public Profile {
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** What lists are sorted by: the name, or the company of a customer without one. */
    String label() {
        return name == null ? company : name;
    }
}
