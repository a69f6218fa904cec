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
        "700,      700,    true",
        "700,      7000,   false",
        "700,      70,     false",
        "0XXX,     0001,   true",
        "0XXX,     1001,   false",
        "0XXX,     0*01,   false",
        "0XXX,     00011,  false",
        "00.,      0049,   true",
        "00.,      00,     false",
        "00.,      00a,    false",
        "00.,      00/9,   false",
        "*7X,      *70,    true",
        "5,        5,      true",
        ".,        5,      true",
        ".,        '',     false",
        "700-749,  700,    true",
        "700-749,  749,    true",
        "700-749,  750,    false",
        "700-749,  699,    false",
        "700-749,  7000,   false",
        "700-749,  70,     false",
        "700-749,  7*1,    false",
        "000-010,  007,    true",
        "5-5,      5,      true",
        "7999.,    +79991, true",
        "700-749,  +700,   true",
        ".,        +,      false",
        ".,        ++7,    false",
        ".,        7+,     false"
    })
    void matches(String pattern, String dialled, boolean expected) {
        assertThat(new NumberPattern(pattern).matches(new DialledNumber(dialled, "49301234567")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "+77172123456,                77172123456, true",
        "+77172123456,                77172123457, false",
        "+77172.,                     77172123456, true",
        "+77172.,                     77272123456, false",
        "+.,                          49301234567, true",
        "+771721200-+771721299,       771721250,   true",
        "+771721200-+771721299,       771721300,   false",
        "+771721200-+771721299,       7717212500,  false",
        "+77172.,                     ,            false",
        "+771721200-+771721299,       ,            false"
    })
    void comparesWithTheInternationalForm(String pattern, String e164, boolean expected) {
        assertThat(new NumberPattern(pattern).matches(new DialledNumber("700", e164)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7 0",
                "abc",
                "7.0",
                "_7XX",
                "[1-9]",
                "+",
                "+4X",
                "+4*",
                "+49-50",
                "49-+50",
                "-5",
                "5-",
                "7X-80",
                "1-2-3",
                "\u0667\u0660\u0660",
                "1234567890123456789-1234567890123456790",
                "+1234567890123456"
            })
    void refusesWhatIsNoPattern(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumberPattern(text))
                .withMessageContaining("'" + text + "' is no number pattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"749-700", "99-100", "+772-+771", "+99-+100"})
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumberPattern(text))
                .withMessageContaining("'" + text + "' is no range");
    }

    @Test
    void theMostSpecificPatternComesFirst() {
        assertThat(
                        List.of(
                                        "0.",
                                        ".",
                                        "0XXX",
                                        "000X",
                                        "0XX1",
                                        "0001",
                                        "0000-0999",
                                        "00.",
                                        "0X.",
                                        "0000-0009",
                                        "+7.")
                                .stream()
                                .map(NumberPattern::new)
                                .sorted()
                                .map(NumberPattern::text))
                .containsExactly(
                        "0001", "0000-0009", "0000-0999", "000X", "0XX1", "0XXX", "00.", "0X.", "0.", "+7.", ".");
    }
}
