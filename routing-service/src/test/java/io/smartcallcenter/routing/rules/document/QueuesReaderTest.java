package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Opening;
import io.smartcallcenter.routing.queues.EmptyState;
import io.smartcallcenter.routing.queues.Overflow;
import io.smartcallcenter.routing.queues.QueueRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesReaderTest {

    @Test
    void readsEverySetting() {
        RoutingRules rules = Rules.with(
                """
                queues:
                  support:
                    strategy: rrmemory
                    ring-s: 15
                    retry-s: 2
                    wrapup-s: 10
                    autopause: false
                    ring-in-use: true
                    weight: 5
                    most-waiting: 30
                    service-level-s: 30
                    short-abandon-s: 3
                    join-empty: [paused, unavailable]
                    leave-when-empty: [invalid]
                    hours: office
                    outside: {queue: night}
                    overflow: {after-s: 120, waiting: 20, to: {queue: backup}}
                    nobody-available: {reject: congestion}
                """);

        assertThat(rules.queues().get("support"))
                .isEqualTo(new QueueRules(
                        "support",
                        QueueStrategy.RRMEMORY,
                        15,
                        2,
                        10,
                        false,
                        true,
                        5,
                        30,
                        30,
                        3,
                        List.of(EmptyState.PAUSED, EmptyState.UNAVAILABLE),
                        List.of(EmptyState.INVALID),
                        new Opening(rules.hours().get("office"), new Instead.OtherQueue("night")),
                        new Overflow(120, 20, Then.queue("backup")),
                        new Instead.Reject("congestion")));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(Rules.with("queues: {support: {}}").queues().get("support"))
                .isEqualTo(new QueueRules(
                        "support",
                        QueueStrategy.LEASTRECENT,
                        25,
                        3,
                        0,
                        true,
                        false,
                        0,
                        0,
                        20,
                        5,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null));
    }

    @Test
    void oneOfAfterAndWaitingIsEnoughForOverflow() {
        RoutingRules rules = Rules.with(
                """
                queues:
                  support: {overflow: {after-s: 60, to: {voicemail: "700"}}}
                  sales: {overflow: {waiting: 1, to: hangup}}
                """);

        assertThat(rules.queues().get("support").overflow().waiting()).isZero();
        assertThat(rules.queues().get("sales").overflow()).isEqualTo(new Overflow(0, 1, Then.HANGUP));
    }

    @Test
    void theSettingsOfAllQueuesAreNoQueue() {
        assertThatExceptionOfType(InvalidRules.class)
                .isThrownBy(() -> Rules.with("queues: {General: {}}"))
                .withMessageContaining("queues.General: is what queues.conf calls the settings of all queues");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        s: {}                                            | queues.s: 's' is no queue name
        support: 5                                       | queues.support: must be a mapping
        support: {timeout-s: 5}                          | queues.support.timeout-s: unknown key
        support: {strategy: random}                      | queues.support.strategy: 'random' is none of [leastrecent, fewestcalls
        support: {ring-s: 0}                             | queues.support.ring-s: must be a whole number of seconds, 1 to 600
        support: {retry-s: 0}                            | queues.support.retry-s: must be a whole number of seconds, 1 to 600
        support: {wrapup-s: 1.5}                         | queues.support.wrapup-s: must be a whole number of seconds
        support: {autopause: "yes"}                      | queues.support.autopause: must be true or false
        support: {weight: 1001}                          | queues.support.weight: must be 0 to 1000
        support: {most-waiting: -1}                      | queues.support.most-waiting: must be 0 to 100000
        support: {service-level-s: 0}                    | queues.support.service-level-s: must be a whole number of seconds, 1 to 3600
        support: {join-empty: paused}                    | queues.support.join-empty: must be a list
        support: {join-empty: [asleep]}                  | queues.support.join-empty[0]: 'asleep' is none of [paused, penalty
        support: {hours: office}                         | queues.support.outside: is missing
        support: {hours: shop, outside: {reject: busy}}  | queues.support.hours: no business hours named 'shop'
        support: {overflow: {to: hangup}}                | queues.support.overflow: needs after-s or waiting
        support: {overflow: {after-s: 5}}                | queues.support.overflow.to: is missing
        support: {overflow: {after-s: 0, to: hangup}}    | queues.support.overflow.after-s: must be a whole number of seconds, 1 to
        support: {overflow: {waiting: 0, to: hangup}}    | queues.support.overflow.waiting: must be 1 to 100000
        support: {overflow: {waiting: 5, to: {queue: support}}} | queues.support.overflow.to: is the queue itself
        support: {nobody-available: {queue: support}}    | queues.support.nobody-available.queue: is the queue itself
        support: {nobody-available: backup}              | queues.support.nobody-available: needs exactly one of
        """)
    void namesThePathOfAFault(String queue, String fault) {
        Rules.assertFault("queues: {" + queue + "}\n", fault);
    }
}
