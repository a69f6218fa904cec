package io.smartcallcenter.routing.numberplan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for whatever is dialled. */
class AnyNumberTest {

    @Property(tries = 1000, seed = "20261127")
    void neverFails(@ForAll String anything) {
        assertThat(new Numbering("KZ").read(anything).dialled()).isEqualTo(anything);
    }

    /** In every country: what has once become a number of the world stays that number, with + and without. */
    @Property(tries = 1000, seed = "20261127")
    void theInternationalFormIsReadAsItself(@ForAll("regions") String region, @ForAll("dialled") String dialled) {
        Numbering numbering = new Numbering(region);
        String e164 = numbering.read(dialled).e164();

        assertThat(e164 == null ? null : numbering.read("+" + e164).e164()).isEqualTo(e164);
    }

    @Provide
    Arbitrary<String> regions() {
        return Arbitraries.of("KZ", "RU", "DE", "US", "IT", "GB", "FR", "KG", "UZ", "CN");
    }

    @Provide
    Arbitrary<String> dialled() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(6).ofMaxLength(16),
                Arbitraries.strings().numeric().ofLength(6).map(end -> "87172" + end),
                Arbitraries.strings().numeric().ofLength(8).map(end -> "004930" + end));
    }
}
