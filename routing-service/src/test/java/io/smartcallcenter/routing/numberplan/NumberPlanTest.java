package io.smartcallcenter.routing.numberplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPlanTest {

    private static final NumberPlan PLAN = plan(List.of(
            "7XX",
            "700",
            "700-749",
            "720-729",
            "7.",
            "+77172.",
            "+77172123456",
            "+77172123400-+77172123499",
            "87172."));

    @ParameterizedTest(name = "{0} ({1}) is {2}")
    @CsvSource({
        "700,         ,            700",
        "701,         ,            700-749",
        "725,         ,            720-729",
        "750,         ,            7XX",
        "7000,        ,            7.",
        "87172123456, 77172123456, +77172123456",
        "87172123457, 77172123457, +77172123400-+77172123499",
        "87172999999, 77172999999, +77172.",
        "87172999999, ,            87172.",
        "7,           ,            none",
        "'7,1',       ,            none"
    })
    void theMostSpecificEntryWins(String dialled, String e164, String pattern) {
        assertThat(PLAN.find(new DialledNumber(dialled, e164)))
                .map(entry -> entry.number().text())
                .isEqualTo(pattern.equals("none") ? Optional.empty() : Optional.of(pattern));
    }

    @ParameterizedTest(name = "{2} is {0}, not {1}")
    @CsvSource({
        "0X01,  00X1,   0001",
        "00X1,  0X01,   0001",
        "X1,    1X,     11",
        "1X,    X1,     11",
        "+7717., 8717., 87172123456",
        "8717., +7717., 87172123456",
        "10-19, 11-20,  15",
        "11-20, 10-19,  15"
    })
    void ofEquallySpecificOnesTheFirstOfTheDocumentWins(String first, String second, String dialled) {
        assertThat(plan(List.of(first, second)).find(new DialledNumber(dialled, "77172123456")))
                .map(entry -> entry.number().text())
                .contains(first);
    }

    static NumberPlan plan(List<String> patterns) {
        Target.Queue queue = Target.Queue.named("support");
        return new NumberPlan(
                Numbering.NONE,
                queue,
                patterns.stream().map(text -> Entry.alwaysOpen(text, queue)).toList());
    }
}
