package io.smartcallcenter.routing.callers;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersTest {

    private static final Instead BUSY = new Instead.Reject("busy");

    private static final Callers CALLERS = new Callers(List.of(
            list("gold", null, false, "+77011234567", "+7705."),
            list("kazakh", null, true, "+77.", "0001"),
            list("blocked", BUSY, false, "+77059999999", "+7999."),
            list("nuisance", BUSY, true, "+79991111111")));

    @ParameterizedTest(name = "{0} ({1}) belongs to {2}")
    @CsvSource({
        "87011234567, 77011234567, gold",
        "87051112233, 77051112233, gold",
        "87021112233, 77021112233, kazakh",
        "0001,        ,            kazakh",
        "87059999999, 77059999999, blocked",
        "89991111111, 79991111111, blocked",
        "'',          ,            nuisance",
        "anonymous,   ,            nuisance",
        "UNKNOWN,     ,            nuisance",
        "4930123456,  4930123456,  none",
        "'0001;x',    ,            none"
    })
    void aBlockingListComesFirstThenTheOrderOfTheDocument(String dialled, String e164, String list) {
        assertThat(CALLERS.find(new DialledNumber(dialled, e164)).map(CallerList::name))
                .isEqualTo(list.equals("none") ? Optional.empty() : Optional.of(list));
    }

    /** What the index answers is what a look at every list would. */
    @Property
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
                        list(name, block ? BUSY : null, withheld, patterns.toArray(String[]::new)));
        return list.list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars('1', '2').ofMaxLength(3), Arbitraries.just("anonymous"));
    }

    private static CallerList list(String name, Instead block, boolean withheld, String... patterns) {
        return new CallerList(
                name, List.of(patterns).stream().map(NumberPattern::new).toList(), withheld, block, 0, null, null);
    }
}
