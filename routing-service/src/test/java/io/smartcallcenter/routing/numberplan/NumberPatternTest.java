package io.smartcallcenter.routing.numberplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "700,   700,    true",
        "700,   7000,   false",
        "700,   70,     false",
        "0XXX,  0001,   true",
        "0XXX,  1001,   false",
        "0XXX,  0*01,   false",
        "0XXX,  00011,  false",
        "00.,   0049,   true",
        "00.,   00,     false",
        "00.,   00a,    false",
        "00.,   00/9,   false",
        "*7X,   *70,    true",
        "5,     5,      true"
    })
    void matches(String pattern, String dialled, boolean expected) {
        assertThat(new NumberPattern(pattern).matches(dialled)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7 0", "abc", "7.0", "_7XX", "[1-9]", "+49."})
    void refusesWhatIsNoPattern(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumberPattern(text))
                .withMessageContaining("'" + text + "' is no number pattern");
    }

    @Test
    void theMostSpecificPatternComesFirst() {
        assertThat(List.of("0.", ".", "0XXX", "0XX1", "0001", "00.").stream()
                        .map(NumberPattern::new)
                        .sorted()
                        .map(NumberPattern::text))
                .containsExactly("0001", "0XX1", "0XXX", "00.", "0.", ".");
    }
}
