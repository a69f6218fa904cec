package io.smartcallcenter.notification.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.defaults.query.WrittenText;
import io.smartcallcenter.notification.customer.CustomerQuery.Place;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the parameters of a list; what cannot be read is a 400 that names it. */
final class CustomerParameters {

    static final int MOST_JSON = 1000;
    static final int MOST_CSV = 10_000;
    private static final int USUAL = 100;
    private static final int LONGEST_CURSOR = 4096;

    private CustomerParameters() {}

    static CustomerQuery query(
            String number, String q, String tag, String limit, String cursor, boolean csv, PhoneNumbers phones) {
        List<Violation> violations = new ArrayList<>();
        WrittenText text = new WrittenText("query", violations);
        String canonical = number == null ? null : phones.canonical(number);
        if (number != null && canonical == null) {
            text.wrong("number", "is no telephone number");
        }
        String prefix = given("q", q, ProfileReader.LONGEST_NAME, text);
        String label = given("tag", tag, ProfileReader.LONGEST_TAG, text);
        int most = csv ? MOST_CSV : MOST_JSON;
        Integer rows = limit == null ? Integer.valueOf(csv ? MOST_CSV : USUAL) : limit(limit, most, text);
        Place after = cursor == null ? null : place(cursor, text);
        if (!violations.isEmpty()) {
            throw Problems.unreadable(violations);
        }
        return new CustomerQuery(canonical, prefix, label, after, rows);
    }

    private static String given(String name, String value, int longest, WrittenText text) {
        if (value != null && value.isBlank()) {
            text.wrong(name, "is empty");
        }
        return text.line(name, value, longest);
    }

    private static Integer limit(String value, int most, WrittenText text) {
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            text.wrong("limit", "is not a whole number");
            return null;
        }
        text.wrong("limit", "is not within 1.." + most);
        return null;
    }

    /** Opaque for clients. Null: there is no next page. */
    static String cursor(Customer last) {
        String label = last.profile().label() == null
                ? ""
                : CustomerDocuments.key(last.profile().label());
        return Base64.getUrlEncoder().withoutPadding().encodeToString((last.id() + "\n" + label).getBytes(UTF_8));
    }

    private static Place place(String cursor, WrittenText text) {
        try {
            if (cursor.length() <= LONGEST_CURSOR) {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("\n", 2);
                if (parts.length == 2) {
                    return new Place(parts[1], parts[0]);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        text.wrong("cursor", "is none that this service gave");
        return null;
    }
}
