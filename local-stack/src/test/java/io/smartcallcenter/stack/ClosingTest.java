package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void aPartThatFailsKeepsNoOtherFromEnding() {
        List<String> ended = new ArrayList<>();

        Closing.each(
                () -> ended.add("first"),
                () -> {
                    throw new IllegalStateException("does not end");
                },
                null,
                () -> ended.add("last"));

        assertThat(ended).containsExactly("first", "last");
    }
}
