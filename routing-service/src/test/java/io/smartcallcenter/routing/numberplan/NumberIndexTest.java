package io.smartcallcenter.routing.numberplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NumberIndexTest {

    /** What the index answers is what a look at every entry would. */
    @Property(tries = 1000, seed = "20261127")
    void theIndexFindsWhatAScanFinds(
            @ForAll("patterns") List<String> patterns, @ForAll("numbers") DialledNumber number) {
        NumberPlan plan = NumberPlanTest.plan(patterns);

        Optional<Entry> scanned = plan.entries().stream()
                .filter(entry -> entry.number().matches(number))
                .min(Comparator.comparing(Entry::number));

        assertThat(plan.find(number).map(System::identityHashCode)).isEqualTo(scanned.map(System::identityHashCode));
    }

    /** Few digits, so that patterns and numbers often meet. */
    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<String> dialled = text("01*#X", 1, 4);
        Arbitrary<String> digits = text("01", 1, 4);
        Arbitrary<String> range = digits.flatMap(from -> text("0123", from.length(), from.length())
                .map(to -> from.compareTo(to) <= 0 ? from + "-" + to : to + "-" + from));
        Arbitrary<String> pattern = Arbitraries.oneOf(
                dialled,
                dialled.map(text -> text + "."),
                range,
                range,
                digits.map(text -> "+" + text),
                digits.map(text -> "+" + text + "."),
                range.map(text -> "+" + text.replace("-", "-+")),
                Arbitraries.just("."),
                Arbitraries.just("+."));
        return pattern.list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<DialledNumber> numbers() {
        return text("012*#", 0, 5)
                .flatMap(dialled -> text("012", 1, 5).injectNull(0.3).map(e164 -> new DialledNumber(dialled, e164)));
    }

    private static Arbitrary<String> text(String symbols, int least, int most) {
        return Arbitraries.strings()
                .withChars(symbols.toCharArray())
                .ofMinLength(least)
                .ofMaxLength(most);
    }
}
