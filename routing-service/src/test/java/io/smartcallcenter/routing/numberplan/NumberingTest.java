package io.smartcallcenter.routing.numberplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {

    @ParameterizedTest(name = "{1} in {0} is {2}: {3}")
    @CsvSource({
        "KZ, +77172123456,     77172123456,   international",
        "KZ, 77172123456,      77172123456,   the dialplan took the + off",
        "KZ, 87172123456,      77172123456,   with the national prefix",
        "KZ, 7172123456,       77172123456,   national without prefix",
        "KZ, 87011234567,      77011234567,   mobile",
        "KZ, 84951234567,      74951234567,   Moscow: the same country code",
        "KZ, 74951234567,      74951234567,   Moscow without +",
        "KZ, 810493012345678,  493012345678,  abroad as it is dialled there",
        "KZ, 00493012345678,   493012345678,  abroad as most of the world dials",
        "KZ, +493012345678,    493012345678,  abroad",
        "KZ, 493012345678,     493012345678,  abroad; the dialplan took the + off",
        "DE, 03012345678,      493012345678,  with the national prefix",
        "DE, 493012345678,     493012345678,  not +49 4930 12345678",
        "DE, 0077172123456,    77172123456,   abroad",
        "DE, 77172123456,      77172123456,   abroad; the dialplan took the + off",
        "US, 2125550123,       12125550123,   national",
        "US, 12125550123,      12125550123,   with the national prefix",
        "US, 2392221234,       12392221234,   Florida, not Sao Tome",
        "US, 12392221234,      12392221234,   Florida with the national prefix",
        "DE, 2392221234,       2392221234,    Sao Tome; the dialplan took the + off",
        "DE, 15112345678,      4915112345678, mobile without its prefix: no number of another country",
        "US, 011493012345678,  493012345678,  abroad as it is dialled there",
        "IT, 0612345678,       390612345678,  the zero belongs to the number"
    })
    void readsWhatIsDialled(String region, String dialled, String e164, String why) {
        assertThat(new Numbering(region).read(dialled).e164()).as(why).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "700",
                "0001",
                "112",
                "555001",
                "0000000",
                "*#06#",
                "+",
                "++77172123456",
                "+700",
                "8 7172 12 34 56",
                "8-7172-123456",
                "tel:+77172123456",
                "77172123456;ext=1",
                "8717FLOWERS",
                "\u0668\u0667\u0661\u0667\u0662\u0661\u0662\u0663\u0664\u0665\u0666",
                "0000000000000000000",
                "99999999999999999999",
                "anonymous",
                "87172123456\n",
                "${EVAL(1234567)}"
            })
    void takesNothingElseForANumberOfTheWorld(String dialled) {
        DialledNumber number = new Numbering("KZ").read(dialled);

        assertThat(number.e164()).isNull();
        assertThat(number.dialled()).isEqualTo(dialled);
    }

    @Test
    void withoutARegionNumbersAreTakenAsTheyCome() {
        assertThat(Numbering.NONE.read("+77172123456")).isEqualTo(new DialledNumber("+77172123456", null));
        assertThat(new Numbering("KZ").read(null)).isEqualTo(new DialledNumber("", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kz", "XX", "Kazakhstan", "001"})
    void refusesARegionThatDoesNotExist(String region) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Numbering(region))
                .withMessageContaining("'" + region + "' is no region");
    }
}
