package io.smartcallcenter.routing.callers;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import java.util.List;
import java.util.Optional;
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
        "+0001,       ,            kazakh",
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

    static CallerList list(String name, Instead block, boolean withheld, String... patterns) {
        return new CallerList(
                name, List.of(patterns).stream().map(NumberPattern::new).toList(), withheld, block, 0, null, null);
    }
}
