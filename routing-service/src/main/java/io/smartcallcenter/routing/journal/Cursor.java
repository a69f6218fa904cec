package io.smartcallcenter.routing.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.defaults.query.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** A place in the journal: behind this decision. Opaque to callers. */
record Cursor(Instant at, String decisionId) {

    static Cursor behind(JournalledDecision decision) {
        return new Cursor(decision.at(), decision.decisionId());
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at.toEpochMilli() + " " + decisionId).getBytes(UTF_8));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what {@link #text()} never gave */
    static Cursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int space = plain.indexOf(' ');
            if (space > 0) {
                return new Cursor(
                        Instant.ofEpochMilli(Long.parseLong(plain.substring(0, space))), plain.substring(space + 1));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw Problems.unreadable("cursor", "is not one that was given by this service");
        }
        throw Problems.unreadable("cursor", "is not one that was given by this service");
    }
}
