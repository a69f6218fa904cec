package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.AsteriskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of a queue lists everybody in it: with each change that would be the square of their number. */
class LongQueueTest {

    private static final int MANY = 300;

    @Test
    void theStateOfALongQueuePausesAndIsNeverTheOneBeforeTheLast() {
        Scene scene = new Scene();

        operatorsLogIn(scene, MANY);

        assertThat(states(scene)).hasSizeBetween(51, 100);
        assertThat(last(scene).members()).hasSizeLessThan(MANY);
        scene.later(Duration.ofMillis(500));
        assertThat(last(scene).members()).hasSize(MANY);
    }

    @Test
    void aShortQueueNeverPauses() {
        Scene scene = new Scene();

        operatorsLogIn(scene, 20);

        assertThat(states(scene)).hasSize(20);
    }

    /** One each millisecond. */
    private static void operatorsLogIn(Scene scene, int operators) {
        for (int i = 0; i < operators; i++) {
            scene.at(i)
                    .ami(
                            "QueueMemberAdded",
                            "Queue",
                            "support",
                            "MemberName",
                            "Agent " + i,
                            "Interface",
                            "PJSIP/" + i,
                            "Status",
                            "1",
                            "Paused",
                            "0");
        }
    }

    private static List<AsteriskState.Queue> states(Scene scene) {
        return scene.events(AsteriskState.Queue.class);
    }

    private static AsteriskState.Queue last(Scene scene) {
        List<AsteriskState.Queue> states = states(scene);
        return states.get(states.size() - 1);
    }
}
