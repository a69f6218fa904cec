package io.smartcallcenter.defaults.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void itIsOfTheBytes() {
        EntityTag tag = EntityTag.strong(bytes("figures"));

        assertThat(tag.text())
                .matches("\"[0-9a-f]{32}\"")
                .isEqualTo(EntityTag.strong(bytes("figures")).text());
        assertThat(tag.text()).isNotEqualTo(EntityTag.strong(bytes("Figures")).text());
        assertThat(EntityTag.weak(bytes("figures")).text()).isEqualTo("W/" + tag.text());
    }

    @Test
    void itIsFoundInListsAndComparedWeakly() {
        EntityTag tag = EntityTag.strong(bytes("figures"));

        assertThat(tag.isIn(tag.text())).isTrue();
        assertThat(tag.isIn("\"a\", W/" + tag.text() + ",\"b\"")).isTrue();
        assertThat(tag.isIn("*")).isTrue();
        assertThat(tag.isIn(" * ")).isTrue();
        assertThat(tag.isIn(null)).isFalse();
        assertThat(tag.isIn("")).isFalse();
        assertThat(tag.isIn("\"a\", \"*\"")).isFalse();
        assertThat(tag.isIn(tag.value())).as("without quotes it is no tag").isFalse();
    }

    @Test
    void theFingerprintOfPartsKnowsWhereAPartEnds() {
        assertThat(Fingerprint.of(List.of("a", "b"))).isEqualTo(Fingerprint.of(List.of("a", "b")));
        assertThat(Fingerprint.of(List.of("a", "b"))).isNotEqualTo(Fingerprint.of(List.of("ab")));
        assertThat(Fingerprint.of(List.of("a", "b"))).isNotEqualTo(Fingerprint.of(List.of("b", "a")));
        assertThat(Fingerprint.of(Arrays.asList("a", null))).isNotEqualTo(Fingerprint.of(List.of("a")));
    }
}
