package io.smartcallcenter.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.notification.channel.Channel.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFilterTest {

    private static final List<Channel> OF_SUPPORT_AND_ONE =
            List.of(Channel.of(Kind.QUEUE, "support"), Channel.of(Kind.OPERATOR, "PJSIP/0001"), Channel.of(Kind.CALLS));

    private static boolean matches(
            List<String> types, List<String> queues, List<String> operators, List<String> calls) {
        return new EventFilter(new TypeFilter(types), queues, operators, calls)
                .matches("call.answered", OF_SUPPORT_AND_ONE, "pbx1/1");
    }

    @Test
    void noListWantsEverything() {
        assertThat(EventFilter.ANY.matches("call.answered", List.of(), null)).isTrue();
    }

    @Test
    void eachListMustHaveTheEvent() {
        assertThat(matches(List.of("call.*"), List.of("support"), List.of("PJSIP/0001"), List.of("pbx1/1")))
                .isTrue();
        assertThat(matches(List.of("agent.*"), List.of(), List.of(), List.of())).isFalse();
        assertThat(matches(List.of(), List.of("sales", "support"), List.of(), List.of()))
                .isTrue();
        assertThat(matches(List.of(), List.of("sales"), List.of(), List.of())).isFalse();
        assertThat(matches(List.of(), List.of(), List.of("PJSIP/0002"), List.of()))
                .isFalse();
        assertThat(matches(List.of(), List.of(), List.of(), List.of("pbx1/2"))).isFalse();
        assertThat(matches(List.of("call.*"), List.of("support"), List.of("PJSIP/0002"), List.of()))
                .isFalse();
    }

    @Test
    void anEventOfNoCallIsNotAmongCallsThatAreAskedFor() {
        assertThat(new EventFilter(TypeFilter.ANY, List.of(), List.of(), List.of("pbx1/1"))
                        .matches("agent.added", List.of(), null))
                .isFalse();
    }
}
