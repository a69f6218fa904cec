package io.smartcallcenter.notification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.contract.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows on the channel {@code alerts}: src/test/js. */
class ConsoleAlertsTest {

    @TempDir
    Path folder;

    /** What the test of a module of the console says. */
    private String tested(String name, String... arguments) throws Exception {
        Path module = Files.copy(Path.of("src/main/resources/web/app", name + ".js"), folder.resolve(name + ".mjs"));
        return Node.call(
                Path.of("src/test/js", name + ".cjs").toAbsolutePath(),
                Stream.concat(Stream.of(module.toString()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void anAcknowledgementIsOfTheAlertThatIsOpen() throws Exception {
        assertThat(tested("alerts")).isEqualTo("ok");
    }

    @Test
    void everyKindOfRuleSpeaksRussianAndWhatPeopleWroteStays() throws Exception {
        Map<String, String> usual =
                Arrays.stream(AlertKind.values()).collect(Collectors.toMap(AlertKind::label, AlertKind::advice));

        assertThat(tested("alert-texts", new ObjectMapper().writeValueAsString(usual)))
                .isEqualTo("ok");
    }

    @Test
    void theLatestMessagesOfCallersAreKept() throws Exception {
        assertThat(tested("voicemails")).isEqualTo("ok");
    }
}
