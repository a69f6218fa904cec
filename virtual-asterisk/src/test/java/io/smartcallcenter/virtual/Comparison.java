package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Holds a virtual run against the recorded one of the same scenario. */
final class Comparison {

    private Comparison() {}

    static void assertSame(String trace, Recording virtual, String queue) {
        assertSameEvents(trace, virtual, queue);
        Canonical expected = new Canonical(Recording.ofTrace(trace), queue);
        assertThat(new Canonical(virtual, queue).cdr()).as("CDR").isEqualTo(expected.cdr());
    }

    /** All but the CDR rows. */
    static void assertSameEvents(String trace, Recording virtual, String queue) {
        Recording real = Recording.ofTrace(trace);
        Canonical expected = new Canonical(real, queue);
        Canonical actual = new Canonical(virtual, queue);
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(difference(actual.ami(), expected.ami()))
                    .as("AMI")
                    .isEmpty();
            softly.assertThat(difference(actual.ari(), expected.ari()))
                    .as("ARI")
                    .isEmpty();
            softly.assertThat(actual.queueLog()).as("queue_log").isEqualTo(expected.queueLog());
        });
        assertThat(expected.ami()).as("the trace has events").hasSizeGreaterThan(20);
        OrderRules.check(virtual.ami());
        OrderRules.check(real.ami());
    }

    /** Only what is not in both: with a hundred lines the rest would hide it. */
    private static List<String> difference(List<String> actual, List<String> expected) {
        List<String> difference = new ArrayList<>();
        List<String> missing = new ArrayList<>(expected);
        for (String line : actual) {
            if (!missing.remove(line)) {
                difference.add("+ " + line);
            }
        }
        missing.forEach(line -> difference.add("- " + line));
        difference.sort(Comparator.comparing((String line) -> line.substring(2)));
        return difference;
    }
}
