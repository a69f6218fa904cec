package io.smartcallcenter.routing.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.operators.Operator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueuesConfTest {

    private static QueueRules queue(String name, QueueStrategy strategy, EmptyState... empty) {
        return new QueueRules(
                name, strategy, 25, 3, 10, true, false, 2, 50, 20, 5, List.of(empty), List.of(empty), null, null, null);
    }

    private static Operator operator(String extension, String name, String iface, Map<String, Integer> queues) {
        return new Operator(extension, name, iface, 1, Set.of(), Map.of(), queues);
    }

    private static String member(String name) {
        return QueuesConf.of(
                        1,
                        List.of(queue("support", QueueStrategy.RINGALL)),
                        List.of(operator("0001", name, "PJSIP/0001", Map.of("support", 0))))
                .lines()
                .filter(line -> line.startsWith("member"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void queuesAndMembersAsAsteriskReadsThem() {
        String text = QueuesConf.of(
                7,
                List.of(
                        queue("support", QueueStrategy.LEASTRECENT),
                        queue("billing", QueueStrategy.LINEAR, EmptyState.PAUSED, EmptyState.UNAVAILABLE)),
                List.of(
                        operator("0002", "Boris", "PJSIP/0002", Map.of("support", 0, "billing", 0)),
                        operator("0001", "Anna", "PJSIP/0001", Map.of("support", 5, "vip", 0)),
                        operator("0003", null, "Local/0003@from-queue/n", Map.of("support", 0))));

        assertThat(text)
                .isEqualTo(
                        """
                        ; Queues of Smart Call Center, rules version 7. Generated: changes belong into the rules.

                        [billing]
                        strategy = linear
                        timeout = 25
                        retry = 3
                        wrapuptime = 10
                        autopause = yes
                        ringinuse = no
                        weight = 2
                        maxlen = 50
                        servicelevel = 20
                        joinempty = paused,unavailable
                        leavewhenempty = paused,unavailable
                        member => PJSIP/0002,0,Boris,PJSIP/0002

                        [support]
                        strategy = leastrecent
                        timeout = 25
                        retry = 3
                        wrapuptime = 10
                        autopause = yes
                        ringinuse = no
                        weight = 2
                        maxlen = 50
                        servicelevel = 20
                        joinempty = yes
                        leavewhenempty = no
                        member => PJSIP/0002,0,Boris,PJSIP/0002
                        member => Local/0003@from-queue/n,0,0003
                        member => PJSIP/0001,5,Anna,PJSIP/0001

                        ; Not written, because the rules do not describe them: vip
                        """);
    }

    @Test
    void aNameStaysOneFieldOfOneLine() {
        assertThat(member("Müller-O'Neil, \"Anna\"; x"))
                .isEqualTo("member => PJSIP/0001,0,Müller-O'Neil Anna x,PJSIP/0001");
        assertThat(member("a\n[general]\r#exec rm")).isEqualTo("member => PJSIP/0001,0,a general exec rm,PJSIP/0001");
        assertThat(member("${SHELL(id)}\\")).isEqualTo("member => PJSIP/0001,0,SHELL id,PJSIP/0001");
        assertThat(member(";,")).isEqualTo("member => PJSIP/0001,0,0001,PJSIP/0001");
    }

    @Test
    void aHostileQueueOrInterfaceIsRefused() {
        List<QueueRules> queues = List.of(queue("support]\n#exec x", QueueStrategy.RINGALL));
        assertThatThrownBy(() -> QueuesConf.of(1, queues, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queue name");
        List<QueueRules> support = List.of(queue("support", QueueStrategy.RINGALL));
        List<Operator> operators = List.of(operator("1", "x", "PJSIP/1,0\nmember => x", Map.of("support", 0)));
        assertThatThrownBy(() -> QueuesConf.of(1, support, operators)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aQueueDoesNotBecomeTheSettingsOfAllQueues() {
        String text = QueuesConf.of(
                1,
                List.of(queue("General", QueueStrategy.RINGALL), queue("support", QueueStrategy.RINGALL)),
                List.of(operator("0001", "Anna", "PJSIP/0001", Map.of("General", 0))));

        assertThat(text.lines().filter(line -> line.startsWith("["))).containsExactly("[support]");
        assertThat(text).contains("; Not written, because no queue of this file can have the name: General\n");
    }
}
