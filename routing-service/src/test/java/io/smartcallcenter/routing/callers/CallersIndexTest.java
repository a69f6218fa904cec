package io.smartcallcenter.routing.callers;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Instead;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CallersIndexTest {

    private static final Instead BUSY = new Instead.Reject("busy");

    /** What the index answers is what a look at every list would. */
    @Property(tries = 1000, seed = "20261127")
    void theIndexFindsWhatAScanFinds(@ForAll("lists") List<CallerList> lists, @ForAll("numbers") String number) {
        DialledNumber caller = new DialledNumber(number, null);

        assertThat(new Callers(lists).find(caller))
                .isEqualTo(first(lists, caller, true).or(() -> first(lists, caller, false)));
    }

    private static Optional<CallerList> first(List<CallerList> lists, DialledNumber caller, boolean blocking) {
        return lists.stream()
                .filter(list -> !blocking || list.block() != null)
                .filter(list -> caller.withheld()
                        ? list.withheld()
                        : list.numbers().stream().anyMatch(pattern -> pattern.matches(caller)))
                .findFirst();
    }

    @Provide
    Arbitrary<List<CallerList>> lists() {
        Arbitrary<String> pattern =
                Arbitraries.of("1", "11", "12", "1X", "XX", "1.", "10-12", "11-21", "2-3", ".", "22");
        Arbitrary<CallerList> list = Combinators.combine(
                        Arbitraries.strings().alpha().ofLength(4),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        pattern.list().ofMaxSize(4))
                .as((name, block, withheld, patterns) ->
                        CallersTest.list(name, block ? BUSY : null, withheld, patterns.toArray(String[]::new)));
        return list.list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars('1', '2').ofMaxLength(3), Arbitraries.just("anonymous"));
    }
}
