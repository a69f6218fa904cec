package io.smartcallcenter.cdr.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.cdr.report.RowQuery.Place;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Base64;

/** Reads parameters; what cannot be read is a 400 that names it. Null is an absent one. */
final class ReportParameters {

    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_CURSOR = 1024;

    private ReportParameters() {}

    static String text(String name, String value) {
        if (value != null && (value.isEmpty() || value.length() > LONGEST_TEXT)) {
            throw Problems.unreadable(name, "must have 1 to " + LONGEST_TEXT + " characters");
        }
        return value;
    }

    static int number(String name, String value, int byDefault, int most) {
        if (value == null) {
            return byDefault;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw Problems.unreadable(name, "must be 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    static ZoneId zone(String value) {
        try {
            return value == null ? ZoneId.of("UTC") : ZoneId.of(value);
        } catch (DateTimeException unknown) {
            throw Problems.unreadable("tz", "is no zone of the IANA database, as Europe/Berlin is");
        }
    }

    static String cursor(Place place) {
        return place == null
                ? null
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString((place.calldate() + " " + place.id()).getBytes(UTF_8));
    }

    static Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() <= LONGEST_CURSOR) {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 2);
                if (parts.length == 2) {
                    return new Place(QueryRange.time("cursor", parts[0]), parts[1]);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw Problems.unreadable("cursor", "is not the next_cursor of an answer");
    }
}
