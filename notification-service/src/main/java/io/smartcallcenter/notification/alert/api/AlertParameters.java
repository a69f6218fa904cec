package io.smartcallcenter.notification.alert.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.notification.alert.store.AlertRecord;
import io.smartcallcenter.notification.alert.store.AlertRecord.State;
import io.smartcallcenter.notification.alert.store.AlertStore.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the parameters of a list; what cannot be read is a 400 that names it. */
final class AlertParameters {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final int LONGEST_CURSOR = 200;

    private final List<Violation> violations = new ArrayList<>();

    private AlertParameters() {}

    record Query(State state, Severity severity, Place after, int limit) {}

    static Query read(String state, String severity, String limit, String cursor) {
        AlertParameters reader = new AlertParameters();
        Query query = new Query(
                reader.choice("state", state, State.class),
                reader.choice("severity", severity, Severity.class),
                reader.place(cursor),
                reader.limit(limit));
        if (!reader.violations.isEmpty()) {
            throw Problems.unreadable(reader.violations);
        }
        return query;
    }

    private <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        if (value == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(value)) {
                return each;
            }
        }
        String choices = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        wrong(name, "is not one of " + choices);
        return null;
    }

    private int limit(String value) {
        try {
            int limit = value == null ? USUAL : Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        wrong("limit", "is not within 1.." + MOST);
        return USUAL;
    }

    /** Opaque for clients. */
    static String cursor(AlertRecord last) {
        String text = last.raisedAt().toEpochMilli() + " " + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() <= LONGEST_CURSOR) {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 2);
                if (parts.length == 2) {
                    return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
                }
            }
        } catch (IllegalArgumentException notOurs) {
            // said below
        }
        wrong("cursor", "is none that this service gave");
        return null;
    }

    private void wrong(String field, String message) {
        violations.add(new Violation(field, "query", message));
    }
}
