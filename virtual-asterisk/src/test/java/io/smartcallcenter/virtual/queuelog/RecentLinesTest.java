package io.smartcallcenter.virtual.queuelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who asks for what came since keeps up, also after old lines have been forgotten. */
class RecentLinesTest {

    private final RecentLines lines = new RecentLines(3);

    @Test
    void numbersGoOnWhenOldLinesAreForgotten() {
        lines.accept("a");
        lines.accept("b");
        assertThat(lines.since(0)).isEqualTo(new RecentLines.Since(2, List.of("a", "b")));
        lines.accept("c");
        lines.accept("d");
        lines.accept("e");
        assertThat(lines.since(2).lines()).containsExactly("c", "d", "e");
        assertThat(lines.since(0).lines()).as("the first ones are gone").containsExactly("c", "d", "e");
        assertThat(lines.since(5)).isEqualTo(new RecentLines.Since(5, List.of()));
        assertThat(lines.since(Long.MAX_VALUE).next()).isEqualTo(5);
    }
}
