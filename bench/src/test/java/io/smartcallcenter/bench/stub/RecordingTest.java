package io.smartcallcenter.bench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {

    private static final Path TRACES = Path.of("../ari-gateway/src/test/resources/traces");
    private static final Pattern IDS = Pattern.compile(
            "(?<=\"id\":\")\\d{10}\\.\\d+|(?<=id: )\\d{10}\\.\\d+|PJSIP/[0-9]+(-[0-9a-f]{8})?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ARI_TIME = "2026-11-25T10:00:00.123+0000";
    private static final String AMI_TIME = "1795600800.123456";

    static List<String> recordings() {
        return StubMain.RECORDINGS;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void twoCallsHaveNothingInCommonAndNothingOfTheRecording(String name) {
        Recording recording = Recording.read(TRACES.resolve(name), "other-app");
        Set<String> first = ids(play(recording, 0, 0));
        Set<String> second = ids(play(recording, 1, recording.operators()));

        assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
        assertThat(first).noneMatch(id -> id.startsWith("1795386") || id.startsWith("PJSIP/0"));
        assertThat(second).hasSameSizeAs(first);
    }

    @Test
    void callsOfDifferentRecordingsHaveNothingInCommon() {
        Set<String> seen = new HashSet<>();
        int operators = 0;
        for (int number = 0; number < 60; number++) {
            String name = StubMain.RECORDINGS.get(number % StubMain.RECORDINGS.size());
            Recording recording = Recording.read(TRACES.resolve(name), "other-app");
            Set<String> ids = ids(play(recording, number, operators));
            assertThat(seen).doesNotContainAnyElementsOf(ids);
            seen.addAll(ids);
            operators += recording.operators();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyFrameIsOfNowAndOfTheApplicationAsked(String name) {
        Recording recording = Recording.read(TRACES.resolve(name), "other-app");
        int asks = 0;
        for (String text : play(recording, 0, 0)) {
            if (text.startsWith("{")) {
                JsonObject event = new JsonObject(text);
                assertThat(event.getString("timestamp")).isEqualTo(ARI_TIME);
                assertThat(event.getString("application")).isEqualTo("other-app");
            } else {
                assertThat(text).contains("\r\nTimestamp: " + AMI_TIME + "\r\n").endsWith("\r\n\r\n");
            }
        }
        for (Frame frame : recording.frames()) {
            asks += frame.asks() ? 1 : 0;
        }
        assertThat(asks).as("one caller enters the application").isEqualTo(1);
    }

    @Test
    void theLegsOfACallStayTogether() {
        Recording recording = Recording.read(TRACES.resolve(StubMain.RECORDINGS.get(0)), "other-app");
        Set<String> linked = new TreeSet<>();
        for (String text : play(recording, 7, 0)) {
            Matcher matcher = Pattern.compile("\r\nLinkedid: ([^\r]+)").matcher(text);
            if (matcher.find()) {
                linked.add(matcher.group(1));
            }
        }
        assertThat(linked).hasSize(1);
    }

    private static List<String> play(Recording recording, long number, int operators) {
        String[] values = recording.values(1_700_000_000L, number, operators);
        List<String> texts = new ArrayList<>();
        recording.frames().forEach(frame -> texts.add(frame.of(values, ARI_TIME, AMI_TIME)));
        return texts;
    }

    private static Set<String> ids(List<String> texts) {
        Set<String> ids = new HashSet<>();
        texts.forEach(text -> IDS.matcher(text).results().forEach(found -> ids.add(found.group())));
        return ids;
    }
}
