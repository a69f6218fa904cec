package io.smartcallcenter.notification.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private final PhoneNumbers kazakhstan = new PhoneNumbers("KZ");
    private final PhoneNumbers nowhere = new PhoneNumbers(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+77010000067",
                "77010000067",
                "8 701 000 00 67",
                "87010000067",
                "+7 (701) 000-00-67",
                " +7.701.000.00.67 ",
                "7010000067"
            })
    void oneNumberHasOneForm(String written) {
        assertThat(kazakhstan.canonical(written)).isEqualTo("+77010000067");
    }

    @ParameterizedTest
    @CsvSource({"+7 701 000 00 67,+77010000067", "87010000067,87010000067", "77010000067,77010000067"})
    void withoutARegionOnlyNumbersWithPlusAreRead(String written, String canonical) {
        assertThat(nowhere.canonical(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001", "112", "700"})
    void extensionsAndShortCodesStayAsTheyAre(String written) {
        assertThat(kazakhstan.canonical(written)).isEqualTo(written);
        assertThat(nowhere.canonical(written)).isEqualTo(written);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "anonymous",
                "+",
                "++7701",
                "7701x",
                "٠٧٠١٢٣٤٥٦٧",
                "123456789012345678901",
                "{\"$gt\":\"\"}",
                "7701\r\n0000067",
                "1                                                                2"
            })
    void anythingElseIsNoNumber(String written) {
        assertThat(kazakhstan.canonical(written)).isNull();
        assertThat(nowhere.canonical(written)).isNull();
    }

    @Test
    void aRegionThatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> new PhoneNumbers("XX")).hasMessageContaining("scc.notification.region");
    }
}
