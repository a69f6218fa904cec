package io.smartcallcenter.routing.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.rules.document.RulesReader;
import org.junit.jupiter.api.Test;

class QueuesInUseTest {

    @Test
    void everyQueueThatACallerCanBeSentToIsFoundOnce() {
        assertThat(
                        QueuesInUse.of(
                                RulesReader.read(
                                        """
                                default: {queue: support, then: {queue: night}}
                                hours:
                                  office: {zone: Asia/Almaty, open: [{days: [mon], from: "09:00", to: "18:00"}]}
                                queues:
                                  sales:
                                    hours: office
                                    outside: {announce: vm-goodbye, then: {queue: answering}}
                                    overflow: {waiting: 5, to: {queue: overflow}}
                                    nobody-available: {queue: nobody}
                                  unused: {}
                                callers:
                                  gold: {numbers: ["79010000001"], queue: vip}
                                  bad: {numbers: ["79010000002"], block: {queue: purgatory}}
                                numbers:
                                  - {number: "700", queue: sales, nobody-available: {queue: substitute}}
                                  - {number: "0XXX", direct: "PJSIP/{number}", then: {queue: support}}
                                  - {number: "701", queue: sales, hours: office, outside: {callback: callers-back}}
                                """)))
                .containsExactlyInAnyOrder(
                        "support",
                        "night",
                        "sales",
                        "answering",
                        "overflow",
                        "nobody",
                        "vip",
                        "purgatory",
                        "substitute");
    }
}
