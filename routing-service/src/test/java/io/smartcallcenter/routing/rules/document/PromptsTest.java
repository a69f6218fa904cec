package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.DialplanText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {

    @Test
    void theCoreSoundsAreASortedListOfPrompts() throws IOException {
        List<String> names = new String(
                        PromptsTest.class
                                .getResourceAsStream("/core-sounds.txt")
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(names).hasSize(568).doesNotHaveDuplicates().isSorted();
        assertThat(names).allMatch(DialplanText.PROMPT::accepts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm-intro", "beep", "digits/1", "letters/a", "phonetic/a_p", "silence/1", "custom/closed"})
    void knowsCoreSoundsAndDeclaredOnes(String prompt) {
        assertThat(Rules.with("numbers: [{number: '1', queue: support, nobody-available: {announce: " + prompt + "}}]")
                        .numberPlan()
                        .entries())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm-intro2", "digits", "digits/", "/beep", "Beep", "en/beep", "beep.gsm", "custom/open"})
    void knowsNoOther(String prompt) {
        Rules.assertFault(
                "numbers: [{number: '1', queue: support, nobody-available: {announce: " + prompt + "}}]",
                "numbers[0].nobody-available.announce: '" + prompt + "' is no ");
    }
}
