package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.notification.feed.Position;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestTest {

    @Test
    void aSubscribeIsReadWithItsFilterAndPosition() throws Exception {
        Request request = Request.parse(
                "{\"id\":7,\"op\":\"subscribe\",\"ch\":\"queue:support\",\"filter\":{\"types\":[\"call.*\"]},"
                        + "\"since\":{\"epoch\":\"e\",\"offset\":1234},\"unknown\":1}");

        assertThat(request.id().intValue()).isEqualTo(7);
        assertThat(request.op()).isEqualTo(Request.Op.SUBSCRIBE);
        assertThat(request.channel()).isEqualTo("queue:support");
        assertThat(request.filter().types().matches("call.ended")).isTrue();
        assertThat(request.filter().types().matches("agent.added")).isFalse();
        assertThat(request.since()).isEqualTo(new Position("e", 1234));
    }

    @Test
    void aTokenIsNeverPartOfALogLine() throws Exception {
        assertThat(Request.parse("{\"id\":1,\"op\":\"auth\",\"token\":\"secret\"}")
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void whatIsNoObjectIsFatal() {
        for (String frame : MalformedFrames.fatal()) {
            assertThatThrownBy(() -> Request.parse(frame))
                    .as(frame)
                    .isInstanceOfSatisfying(
                            BadFrame.class, bad -> assertThat(bad.fatal()).isTrue());
        }
    }

    @Test
    void randomBytesNeverEndInAnotherError() {
        Random random = new Random(42);
        String alphabet = "{}[]\":,idopsubscribech0123456789\\u \u0000Ж";
        for (int i = 0; i < 10_000; i++) {
            StringBuilder frame = new StringBuilder();
            int length = random.nextInt(60);
            for (int c = 0; c < length; c++) {
                frame.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(Request.parse(frame.toString()).op()).isNotNull();
            } catch (BadFrame expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }
}
