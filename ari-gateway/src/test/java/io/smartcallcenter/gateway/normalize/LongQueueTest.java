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

    @Test
    void aShortQueueDoesNotWaitForAClockThatWasSetBack() {
        Scene scene = new Scene();
        operatorsLogIn(scene, 2);

        logsIn(scene.at(-3_600_000), 2);

        assertThat(last(scene).members()).hasSize(3);
    }

    @Test
    void aLongQueueDoesNotWaitForAClockThatWasSetBack() {
        Scene scene = new Scene();
        operatorsLogIn(scene, MANY);

        scene.at(-3_600_000).later(Duration.ZERO);

        assertThat(last(scene).members()).hasSize(MANY);
        logsIn(scene, MANY);
        assertThat(last(scene).members()).as("and pauses as before").hasSize(MANY);
        scene.later(Duration.ofMillis(500));
        assertThat(last(scene).members()).hasSize(MANY + 1);
    }

    /** One each millisecond. */
    private static void operatorsLogIn(Scene scene, int operators) {
        for (int i = 0; i < operators; i++) {
            logsIn(scene.at(i), i);
        }
    }

    private static void logsIn(Scene scene, int operator) {
        scene.ami(
                "QueueMemberAdded",
                "Queue",
                "support",
                "MemberName",
                "Agent " + operator,
                "Interface",
                "PJSIP/" + operator,
                "Status",
                "1",
                "Paused",
                "0");
    }

    private static List<AsteriskState.Queue> states(Scene scene) {
        return scene.events(AsteriskState.Queue.class);
    }

    private static AsteriskState.Queue last(Scene scene) {
        List<AsteriskState.Queue> states = states(scene);
        return states.get(states.size() - 1);
    }
}
