package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Skills: whose phone rings before the queue. */
class BestOperatorSpecificationTest {

    private static final RoutingRules RULES = RulesReader.read(
            """
            default: {queue: support}
            queues:
              support: {overflow: {waiting: 10, to: {queue: backup}}}
              sales: {overflow: {after-s: 120, to: {voicemail: "700"}}}
            operators:
              "0001": {name: Anna, level: 2, languages: [de, en], skills: {billing: 80, cards: 10}, queues: {support: 0}}
              "0002": {name: Boris, level: 5, languages: [ru], skills: {billing: 60, cards: 90}, queues: {support: 5}}
              "0003": {name: Clara, level: 5, languages: [de], skills: {billing: 60}, queues: {support: 0}}
              "0004": {name: Dan, interface: SIP/dan, level: 5, languages: [de], skills: {billing: 60}, queues: {support: 0}}
              "0005": {name: Eva, level: 9, languages: [de, ru], skills: {billing: 100, cards: 100}, queues: {sales: 0}}
            numbers:
              - {number: "700", queue: support, offer: best-operator}
              - {number: "701", queue: support, offer: best-operator, needs: {skills: [billing]}, ring-s: 15}
              - {number: "702", queue: support, offer: best-operator, needs: {skills: [billing, cards]}}
              - {number: "703", queue: support, offer: best-operator, needs: {language: de}}
              - {number: "704", queue: support, offer: best-operator, needs: {level: 6}}
              - {number: "705", queue: support, offer: best-operator, needs: {skills: [cards]}, max-penalty: 4}
              - {number: "706", queue: support, needs: {skills: [billing]}, max-penalty: 4}
              - {number: "707", queue: support, offer: best-operator, needs: {skills: [chinese]}}
              - {number: "708", queue: support, offer: best-operator, nobody-available: {queue: backup}}
              - {number: "710", queue: sales, offer: best-operator, priority: 7}
              - {number: "709", queue: support, max-penalty: 4, nobody-available: {reject: busy}}
            """);
    private static final Instant NOON = Instant.parse("2026-11-23T09:00:00Z");

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | operators                                                             | route
        # The best at what is needed, of those who are free.
          701     | support: 0001 NOT_INUSE, 0002 NOT_INUSE                               | direct PJSIP/0001, then queue support
          701     | support: 0001 INUSE, 0002 NOT_INUSE                                   | direct PJSIP/0002, then queue support
          701     | support: 0001 NOT_INUSE paused, 0002 NOT_INUSE                        | direct PJSIP/0002, then queue support
          701     | support: 0001 UNAVAILABLE, 0002 NOT_INUSE                             | direct PJSIP/0002, then queue support
          701     | support: 0001 UNKNOWN, 0002 NOT_INUSE                                 | direct PJSIP/0002, then queue support
          701     | support: 0001 NOT_INUSE, 0002 NOT_INUSE; sales: 0001 NOT_INUSE paused | direct PJSIP/0002, then queue support
          702     | support: 0001 NOT_INUSE, 0002 NOT_INUSE, 0003 NOT_INUSE               | direct PJSIP/0002, then queue support
          702     | support: 0001 NOT_INUSE, 0002 RINGING, 0003 NOT_INUSE                 | direct PJSIP/0001, then queue support
        # Equally good: the higher level, then the longest idle, then the first extension.
          700     | support: 0001 NOT_INUSE, 0003 NOT_INUSE                               | direct PJSIP/0003, then queue support
          703     | support: 0003 NOT_INUSE 08:55, dan INUSE                              | direct PJSIP/0003, then queue support
          700     | support: 0002 NOT_INUSE 08:55, 0003 NOT_INUSE 08:50                   | direct PJSIP/0003, then queue support
          700     | support: 0002 NOT_INUSE 08:50, 0003 NOT_INUSE 08:55                   | direct PJSIP/0002, then queue support
          700     | support: 0002 NOT_INUSE 08:55, 0003 NOT_INUSE 08:55                   | direct PJSIP/0002, then queue support
        # Who speaks it, who is senior, who is near enough.
          703     | support: 0002 NOT_INUSE, 0001 NOT_INUSE                               | direct PJSIP/0001, then queue support
          704     | support: 0002 NOT_INUSE, 0003 NOT_INUSE                               | queue support
          705     | support: 0002 NOT_INUSE, 0001 NOT_INUSE                               | direct PJSIP/0001, then queue support, penalty up to 4
          705     | support: 0002 NOT_INUSE, 0001 INUSE                                   | queue support, penalty up to 4
        # Nobody who serves another queue; nobody who does not know it; nobody at all.
          701     | support: 0001 INUSE; sales: 0005 NOT_INUSE                            | queue support
          707     | support: 0001 NOT_INUSE                                               | queue support
          701     | not known                                                             | queue support
          700     | support: nobody                                                       | queue support
          708     | support: nobody                                                       | queue backup
          700     | support: 0001 NOT_INUSE, 10 wait                                      | queue backup
        # Without the offer the queue chooses, within the penalty.
          706     | support: 0001 NOT_INUSE                                               | queue support, penalty up to 4
        # Whoever is beyond the penalty is never rung, and so is nobody.
          709     | support: 0001 NOT_INUSE paused, 0002 NOT_INUSE penalty 5              | reject busy
          709     | support: 0001 INUSE, 0002 NOT_INUSE penalty 5                         | queue support, penalty up to 4
          709     | support: 0001 NOT_INUSE paused, 0002 NOT_INUSE penalty 4              | queue support, penalty up to 4
        """)
    void offers(String dialled, String operators, String route) {
        assertThat(Situation.finding(decide(dialled, operators), "route")).isEqualTo(route);
    }

    @Test
    void theOfferRingsAsLongAsTheNumberSaysAndTheQueueFollows() {
        assertThat(decide("701", "support: 0001 NOT_INUSE").command())
                .isInstanceOfSatisfying(CallCommand.RouteDirect.class, command -> {
                    assertThat(command.timeoutS()).isEqualTo(15);
                    assertThat(command.then()).isEqualTo(Then.queue("support"));
                });
    }

    @Test
    void whoIsNotAnsweredWaitsInTheQueueAsIfThereHadBeenNoOffer() {
        CallCommand offered = decide("710", "sales: 0005 NOT_INUSE").command();
        CallCommand waits = decide("710", "sales: 0005 INUSE").command();

        assertThat(waits).isInstanceOfSatisfying(CallCommand.RouteQueue.class, queue -> {
            assertThat(queue.stay())
                    .isEqualTo(new CallCommand.Stay(
                            120, "", true, 7, null, new Then(CallCommand.ThenAction.VOICEMAIL, "700")));
            assertThat(((CallCommand.RouteDirect) offered).stay()).isEqualTo(queue.stay());
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
          support: 0001 NOT_INUSE | somebody is free; offer to the best operator, 0001
          support: 0001 INUSE     | everybody is busy: wait; no operator who meets the needs is free: the queue
        """)
    void theStepsSayWhy(String operators, String why) {
        assertThat(Situation.finding(decide("701", operators), "strategy")).isEqualTo(why);
    }

    private static Decision decide(String dialled, String operators) {
        return Situation.decide(RULES, dialled, Situation.CALLER, NOON, operators);
    }
}
