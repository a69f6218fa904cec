package io.smartcallcenter.kpi.api.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.kpi.history.Timelines.Mark;
import io.smartcallcenter.kpi.store.Place;
import java.time.Instant;
import java.util.Base64;

/** Where a page ended, as a text that is opaque for clients. Null is no page: the first one, or none after it. */
final class Cursors {

    private static final int LONGEST = 2048;

    private Cursors() {}

    static String text(Place place) {
        return place == null ? null : encoded(place.at() + " " + place.id());
    }

    static String text(Mark mark) {
        return mark == null ? null : encoded(mark.time() + " " + mark.seq() + " " + mark.id());
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if it was not made by us */
    static Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = decoded(cursor, 2);
        return new Place(time(parts[0]), parts[1]);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if it was not made by us */
    static Mark mark(String cursor) {
        if (cursor == null) {
            return null;
        }
        String[] parts = decoded(cursor, 3);
        try {
            return new Mark(time(parts[0]), Long.parseLong(parts[1]), parts[2]);
        } catch (NumberFormatException notANumber) {
            throw notOurs();
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String[] decoded(String cursor, int parts) {
        try {
            if (cursor.length() <= LONGEST) {
                String[] found = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", parts);
                if (found.length == parts) {
                    return found;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static Instant time(String text) {
        return QueryRange.time("cursor", text);
    }

    private static RuntimeException notOurs() {
        return Problems.unreadable("cursor", "is none that this service gave");
    }
}
