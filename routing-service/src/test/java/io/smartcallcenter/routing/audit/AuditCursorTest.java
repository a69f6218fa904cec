package io.smartcallcenter.routing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCursorTest {

    @Test
    void itIsReadAsItWasWritten() {
        AuditCursor cursor = new AuditCursor(Instant.parse("2026-11-23T10:00:00.123Z"), "draft/17");

        assertThat(AuditCursor.parse(cursor.text())).isEqualTo(cursor);
    }

    /** The last two are texts in Base64: {@code abc} and {@code x draft/1}. */
    @ParameterizedTest
    @ValueSource(strings = {"", "17", "%%%", "YWJj", "eCBkcmFmdC8x"})
    void anotherTextIsRefused(String text) {
        assertThatThrownBy(() -> AuditCursor.parse(text))
                .isInstanceOfSatisfying(HttpProblem.class, refused -> assertThat(refused.getStatusCode())
                        .isEqualTo(400));
    }
}
