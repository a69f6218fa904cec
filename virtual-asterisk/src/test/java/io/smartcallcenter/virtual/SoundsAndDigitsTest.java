package io.smartcallcenter.virtual;

import static io.smartcallcenter.virtual.Stage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.scenario.Call;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prompts, keys and recordings of a channel in Stasis; the test moves the time. */
class SoundsAndDigitsTest {

    private static final String APP = "SmartCallCenter";

    private VirtualAsterisk asterisk;
    private AriClient ari;
    private Call call;
    private String id;

    @BeforeEach
    void aCallInStasis() {
        asterisk = VirtualAsterisk.start(Fixture.options().speed(0));
        ari = AriClient.connected(asterisk, APP);
        soon().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected(APP)));
        call = asterisk.call("79010000001", "800");
        id = call.uniqueid().join();
        ari.rest("POST", "channels/" + id + "/answer");
    }

    @AfterEach
    void stop() {
        ari.close();
        asterisk.close();
    }

    private void advance(long millis) {
        asterisk.advance(Duration.ofMillis(millis));
    }

    private JsonObject recording(String type) {
        soon().until(() -> !ari.events(type).isEmpty());
        return ari.events(type).get(0).getJsonObject("recording");
    }

    private List<String> playbacks() {
        return ari.events().stream()
                .filter(event -> event.getString("type").startsWith("Playback"))
                .map(event -> event.getString("type").substring(8) + " "
                        + event.getJsonObject("playback").getString("media_uri"))
                .toList();
    }

    @Test
    void keysHaveTheirDurationOnBothLinks() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "dtmf")) {
            call.press("1#");
            advance(1_000);
            soon().until(() -> ari.events("ChannelDtmfReceived").size() == 2
                    && ami.events("DTMFEnd").size() == 2);
            assertThat(ari.events("ChannelDtmfReceived"))
                    .extracting(event -> event.getString("digit") + event.getInteger("duration_ms"))
                    .containsExactly("1120", "#120");
            assertThat(ami.events())
                    .extracting(event -> event.get("Event") + " " + event.get("Digit") + " " + event.get("DurationMs"))
                    .containsExactly("DTMFBegin 1 null", "DTMFEnd 1 120", "DTMFBegin # null", "DTMFEnd # 120");
        }
    }

    @Test
    void soundsAndDigitsPlayOneAfterAnother() {
        assertThat(ari.rest("POST", "channels/" + id + "/play/p1", "media", "sound:welcome,digits:42")
                        .json()
                        .getMap())
                .containsAllEntriesOf(Map.of(
                        "id", "p1", "media_uri", "sound:welcome", "next_media_uri", "digits:42", "state", "queued"));
        assertThat(ari.rest("POST", "channels/" + id + "/play/p2", "media", "sound:goodbye")
                        .status())
                .isEqualTo(201);
        assertThat(ari.rest("POST", "channels/" + id + "/play/p1", "media", "sound:again")
                        .status())
                .isEqualTo(409);
        advance(2_500);
        soon().until(() -> playbacks().size() == 2);
        assertThat(playbacks()).containsExactly("Started sound:welcome", "Continuing digits:42");
        advance(500);
        soon().until(() -> playbacks().size() == 4);
        assertThat(playbacks().subList(2, 4)).containsExactly("Finished digits:42", "Started sound:goodbye");
        assertThat(ari.rest("DELETE", "playbacks/p2").status()).isEqualTo(204);
        assertThat(ari.rest("DELETE", "playbacks/p2").status()).isEqualTo(404);
        soon().until(() -> playbacks().size() == 5);
    }

    @Test
    void whatCannotBePlayedFails() {
        ari.rest("POST", "channels/" + id + "/play", "media", "nonsense:1");
        advance(10);
        soon().until(() -> !ari.events("PlaybackFinished").isEmpty());
        assertThat(ari.events("PlaybackFinished")
                        .get(0)
                        .getJsonObject("playback")
                        .getString("state"))
                .isEqualTo("failed");
    }

    @Test
    void theCallGoesOnWhenThePromptHasEnded() {
        ari.rest("POST", "channels/" + id + "/play", "media", "sound:welcome");
        ari.rest("POST", "channels/" + id + "/continue", "context", "scc-queue", "extension", "support");
        advance(1_900);
        assertThat(asterisk.queueLog()).noneMatch(line -> line.contains("ENTERQUEUE"));
        advance(200);
        assertThat(asterisk.queueLog()).anyMatch(line -> line.contains("ENTERQUEUE"));
    }

    private AriClient.Reply record(String... more) {
        String[] query = new String[more.length + 4];
        System.arraycopy(new String[] {"name", "vm/0001/1", "format", "wav"}, 0, query, 0, 4);
        System.arraycopy(more, 0, query, 4, more.length);
        return ari.rest("POST", "channels/" + id + "/record", query);
    }

    @Test
    void silenceEndsARecording() {
        call.speaks(Duration.ofSeconds(7));
        AriClient.Reply reply = record("maxDurationSeconds", "60", "maxSilenceSeconds", "3");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getMap())
                .containsOnly(
                        Map.entry("name", "vm/0001/1"),
                        Map.entry("format", "wav"),
                        Map.entry("state", "queued"),
                        Map.entry("target_uri", "channel:" + id));
        assertThat(recording("RecordingStarted").getString("state")).isEqualTo("recording");
        advance(9_900);
        assertThat(ari.rest("GET", "recordings/live/vm%2F0001%2F1").status()).isEqualTo(200);
        advance(200);
        assertThat(recording("RecordingFinished").getMap())
                .containsEntry("state", "done")
                .containsEntry("duration", 10)
                .containsEntry("talking_duration", 7)
                .containsEntry("silence_duration", 3);
        assertThat(ari.rest("GET", "recordings/stored/vm%2F0001%2F1").json().getString("format"))
                .isEqualTo("wav");
    }

    @Test
    void aKeyEndsARecording() {
        record("terminateOn", "#");
        advance(2_000);
        call.press("5#");
        advance(1_000);
        assertThat(recording("RecordingFinished").getMap())
                .containsEntry("duration", 2)
                .doesNotContainKey("talking_duration");
    }

    @Test
    void theLongestDurationEndsARecording() {
        record("maxDurationSeconds", "4");
        advance(4_000);
        assertThat(recording("RecordingFinished").getInteger("duration")).isEqualTo(4);
    }

    @Test
    void aHangupEndsARecordingAndItIsKept() {
        record();
        advance(1_500);
        call.hangup();
        assertThat(recording("RecordingFinished").getString("state")).isEqualTo("done");
        assertThat(ari.rest("GET", "recordings/stored/vm%2F0001%2F1").status()).isEqualTo(200);
    }

    @Test
    void aStoppedRecordingIsKeptAndACancelledOneIsNot() {
        record();
        assertThat(ari.rest("POST", "recordings/live/vm%2F0001%2F1/stop").status())
                .isEqualTo(204);
        assertThat(recording("RecordingFinished").getString("state")).isEqualTo("done");
        assertThat(record().status()).as("the name is taken").isEqualTo(409);
        assertThat(record("ifExists", "overwrite").status()).isEqualTo(201);
        assertThat(record("ifExists", "overwrite").status())
                .as("it is under way")
                .isEqualTo(409);
        assertThat(ari.rest("DELETE", "recordings/live/vm%2F0001%2F1").status()).isEqualTo(204);
        soon().until(() -> ari.events("RecordingFinished").size() == 2);
        assertThat(ari.events("RecordingFinished")
                        .get(1)
                        .getJsonObject("recording")
                        .getString("state"))
                .isEqualTo("canceled");
        assertThat(ari.rest("DELETE", "recordings/live/vm%2F0001%2F1").status()).isEqualTo(404);
    }

    @Test
    void aBadWishIsRefused() {
        assertThat(ari.rest("POST", "channels/" + id + "/record", "format", "wav")
                        .status())
                .isEqualTo(400);
        assertThat(ari.rest("POST", "channels/" + id + "/record", "name", "x", "format", "txt")
                        .status())
                .isEqualTo(422);
        assertThat(record("terminateOn", "7").status()).isEqualTo(400);
        assertThat(record("maxSilenceSeconds", "-1").status()).isEqualTo(400);
    }
}
