package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.Step;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The routing algorithm as a table that a supervisor can check: call types, phones and business hours. Each further theme has a table
 * of its own beside this one. 2026-11-23 is a Monday; Almaty is UTC+5.
 */
class RoutingSpecificationTest {

    private static final RoutingRules RULES = RulesReader.read(
            """
            default: {queue: support}
            prompts: [closed]
            hours:
              office:
                zone: Asia/Almaty
                open:
                  - {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"}
            flows:
              menu:
                start: bye
                nodes:
                  bye: {hangup: normal}
            numbers:
              - {number: "700", queue: support}
              - {number: "702", queue: vip, nobody-available: {queue: backup}}
              - {number: "720", queue: sales, hours: office, outside: {announce: closed, then: {voicemail: "720"}}}
              - {number: "721", queue: sales, timeout-s: 30, hours: office, outside: {queue: night}}
              - {number: "722", queue: sales, hours: office, outside: {reject: busy}}
              - {number: "0XXX", direct: "PJSIP/{number}", ring-s: 25, then: {queue: support}}
              - {number: "0777", direct: "PJSIP/{number}", when-busy: next, then: {queue: vip}}
              - {number: "0555", direct: "PJSIP/{number}", when-busy: next, then: {voicemail: "0555"}}
              - {number: "0444", direct: "PJSIP/{number}", when-busy: next}
              - {number: "0888", direct: "PJSIP/boss", then: hangup}
              - {number: "0666", direct: "PJSIP/{number}", then: {voicemail: "0666"}}
              - {number: "8XX", service: menu, then: {queue: support}}
              - {number: "00.", queue: abroad}
              - {number: "000.", direct: "PJSIP/{number}", then: {queue: support}}
            """);
    private static final RoutingRules WORLD = RulesReader.read(
            """
            region: KZ
            default: {queue: reception}
            numbers:
              - {number: "+77172123456", queue: sales}
              - {number: "+77172123400-+77172123449", queue: support}
              - {number: "+77172.", direct: "PJSIP/{number}"}
              - {number: "700-749", queue: support}
            """);

    @ParameterizedTest(name = "{0} at {1}, {2} -> {3}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        # dialled | when (UTC)           | operators                       | call type        | route
          700     | 2026-11-23T05:00:00Z | support: 0001 NOT_INUSE         | QUEUE_NUMBER     | queue support
          700     | 2026-11-23T05:00:00Z | support: 0001 INUSE             | QUEUE_NUMBER     | queue support
          700     | 2026-11-23T05:00:00Z | support: 0001 UNAVAILABLE       | QUEUE_NUMBER     | queue support
          700     | 2026-11-23T05:00:00Z | support: nobody                 | QUEUE_NUMBER     | queue support
          700     | 2026-11-23T05:00:00Z | not known                       | QUEUE_NUMBER     | queue support
          702     | 2026-11-23T05:00:00Z | vip: 0001 NOT_INUSE             | QUEUE_NUMBER     | queue vip
          702     | 2026-11-23T05:00:00Z | vip: 0001 INUSE                 | QUEUE_NUMBER     | queue vip
          702     | 2026-11-23T05:00:00Z | vip: 0001 NOT_INUSE paused      | QUEUE_NUMBER     | queue backup
          702     | 2026-11-23T05:00:00Z | vip: 0001 UNAVAILABLE           | QUEUE_NUMBER     | queue backup
          702     | 2026-11-23T05:00:00Z | vip: nobody                     | QUEUE_NUMBER     | queue backup
          702     | 2026-11-23T05:00:00Z | not known                       | QUEUE_NUMBER     | queue vip
          720     | 2026-11-23T03:59:59Z | not known                       | QUEUE_NUMBER     | announce closed, then voicemail 720
          720     | 2026-11-23T04:00:00Z | not known                       | QUEUE_NUMBER     | queue sales
          720     | 2026-11-23T12:59:59Z | not known                       | QUEUE_NUMBER     | queue sales
          720     | 2026-11-23T13:00:00Z | not known                       | QUEUE_NUMBER     | announce closed, then voicemail 720
          720     | 2026-11-22T05:00:00Z | not known                       | QUEUE_NUMBER     | announce closed, then voicemail 720
          721     | 2026-11-23T05:00:00Z | not known                       | QUEUE_NUMBER     | queue sales, after 30 s hangup
          721     | 2026-11-22T05:00:00Z | not known                       | QUEUE_NUMBER     | queue night, after 30 s hangup
          722     | 2026-11-22T05:00:00Z | not known                       | QUEUE_NUMBER     | reject busy
          0001    | 2026-11-23T05:00:00Z | support: 0001 NOT_INUSE         | DIRECT_EXTENSION | direct PJSIP/0001, then queue support
          0001    | 2026-11-23T05:00:00Z | support: 0001 NOT_INUSE paused  | DIRECT_EXTENSION | direct PJSIP/0001, then queue support
          0001    | 2026-11-23T05:00:00Z | not known                       | DIRECT_EXTENSION | direct PJSIP/0001, then queue support
          +0001   | 2026-11-23T05:00:00Z | not known                       | DIRECT_EXTENSION | direct PJSIP/0001, then queue support
          0001    | 2026-11-23T05:00:00Z | support: 0001 INUSE             | DIRECT_EXTENSION | direct PJSIP/0001, then queue support
          0001    | 2026-11-23T05:00:00Z | support: 0001 UNAVAILABLE       | DIRECT_EXTENSION | queue support
          0777    | 2026-11-23T05:00:00Z | support: 0777 NOT_INUSE         | DIRECT_EXTENSION | direct PJSIP/0777, then queue vip
          0777    | 2026-11-23T05:00:00Z | support: 0777 INUSE             | DIRECT_EXTENSION | queue vip
          0555    | 2026-11-23T05:00:00Z | support: 0555 INUSE             | DIRECT_EXTENSION | service voicemail 0555, then hangup
          0555    | 2026-11-23T05:00:00Z | support: 0555 UNAVAILABLE       | DIRECT_EXTENSION | direct PJSIP/0555, then voicemail 0555
          0444    | 2026-11-23T05:00:00Z | support: 0444 RINGING           | DIRECT_EXTENSION | reject busy
          0444    | 2026-11-23T05:00:00Z | support: 0444 NOT_INUSE         | DIRECT_EXTENSION | direct PJSIP/0444, then hangup
          0888    | 2026-11-23T05:00:00Z | support: boss UNAVAILABLE       | DIRECT_EXTENSION | direct PJSIP/boss, then hangup
          800     | 2026-11-23T05:00:00Z | not known                       | SERVICE_NUMBER   | service menu, then queue support
          0049123 | 2026-11-23T05:00:00Z | not known                       | QUEUE_NUMBER     | queue abroad
          0666    | 2026-11-23T05:00:00Z | support: nobody                 | DIRECT_EXTENSION | direct PJSIP/0666, then voicemail 0666
          0666    | 2026-11-23T05:00:00Z | support: 0666 UNAVAILABLE       | DIRECT_EXTENSION | direct PJSIP/0666, then voicemail 0666
          4711    | 2026-11-23T05:00:00Z | not known                       | UNKNOWN          | queue support
          4711    | 2026-11-23T05:00:00Z | support: nobody                 | UNKNOWN          | queue support
          7000    | 2026-11-23T05:00:00Z | not known                       | UNKNOWN          | queue support
          0x01    | 2026-11-23T05:00:00Z | not known                       | UNKNOWN          | queue support
          ""      | 2026-11-23T05:00:00Z | not known                       | UNKNOWN          | queue support
        """)
    void routes(String dialled, Instant when, String operators, CallType callType, String route) {
        Decision decision = decide(dialled, operators, when);

        assertThat(decision.callType()).isEqualTo(callType);
        assertThat(decision.steps())
                .extracting(Step::name)
                .containsExactly("number-plan", "business-hours", "call-type", "availability", "strategy", "route");
        assertThat(decision.steps().get(5).finding()).isEqualTo(route);
    }

    /** Astana's numbers, however they are written; in Kazakhstan 8 goes before the number of another town. */
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled           | finding                                 | route
          +77172123456      | entry +77172123456                      | queue sales
          77172123456       | entry +77172123456                      | queue sales
          87172123456       | entry +77172123456                      | queue sales
          +77172123401      | entry +77172123400-+77172123449         | queue support
          +77172123450      | entry +77172.                           | direct PJSIP/+77172123450, then hangup
          87172123450       | entry +77172.                           | direct PJSIP/87172123450, then hangup
          8 (7172) 12-34-50 | no entry                                | queue reception
          +4930123456       | no entry                                | queue reception
          715               | entry 700-749                           | queue support
          750               | no entry                                | queue reception
        """)
    void numbersOfTheWorld(String dialled, String finding, String route) {
        Decision decision =
                Situation.decide(WORLD, dialled, Situation.CALLER, Instant.parse("2026-11-23T05:00:00Z"), "not known");

        assertThat(Situation.finding(decision, "number-plan")).isEqualTo(finding);
        assertThat(Situation.finding(decision, "route")).isEqualTo(route);
    }

    @Test
    void aNumberThatNoPhoneCanHaveGoesWhereItsPhoneWouldHaveGone() {
        Decision decision = decide("000" + "1".repeat(200), "not known", Instant.parse("2026-11-23T05:00:00Z"));

        assertThat(Situation.finding(decision, "strategy"))
                .isEqualTo("the number is no phone's: queue support; availability is not known: the queue itself");
        assertThat(Situation.finding(decision, "route")).isEqualTo("queue support");
    }

    @Test
    void theCommandAnswersItsRequestAndExpires() {
        Instant now = Instant.parse("2026-11-23T05:00:00Z");
        Instant byTheGatewaysClock = now.minusSeconds(7);

        CallCommand.Route command = new RoutingAlgorithm()
                .decide(
                        Situation.request("721", Situation.CALLER),
                        RULES,
                        Situation.availability("not known"),
                        now,
                        byTheGatewaysClock)
                .command();

        assertThat(command)
                .isEqualTo(new CallCommand.RouteQueue(
                        "pbx1/1.0",
                        "pbx1/1.0/1/decision",
                        byTheGatewaysClock,
                        "pbx1/1.0/1",
                        "sales",
                        30,
                        "",
                        true,
                        0,
                        null,
                        CallCommand.Then.HANGUP));
    }

    @Test
    void theSameRequestGivesTheSameDecisionIdWheneverItIsDecided() {
        CallCommand.Route first = decide("700", "not known", Instant.parse("2026-11-23T05:00:00Z"))
                .command();
        CallCommand.Route second = decide("700", "support: nobody", Instant.parse("2026-11-23T05:00:01Z"))
                .command();

        assertThat(second.decisionId()).isEqualTo(first.decisionId());
        assertThat(second.expiresAt()).isAfter(first.expiresAt());
    }

    @Test
    void theStepsSayWhy() {
        Decision decision = decide("702", "vip: 0001 NOT_INUSE paused", Instant.parse("2026-11-23T05:00:00Z"));

        assertThat(decision.steps())
                .extracting(Step::finding)
                .containsExactly(
                        "entry 702",
                        "always open",
                        "QUEUE_NUMBER",
                        "vip: 0 free, 0 busy, 1 paused, 0 unreachable, 0 waiting; backup: not known",
                        "nobody available in vip: queue backup; availability is not known: the queue itself",
                        "queue backup");
    }

    @Test
    void afterAFailureTheCallerGoesToTheDefaultQueue() {
        Instant now = Instant.parse("2026-11-23T05:00:00Z");

        Decision decision =
                new RoutingAlgorithm().lastResort(Situation.request("720", Situation.CALLER), RULES, now, "boom");

        assertThat(decision.command())
                .isInstanceOfSatisfying(CallCommand.RouteQueue.class, command -> assertThat(command.queue())
                        .isEqualTo("support"));
        assertThat(decision.steps()).contains(new Step("number-plan", "failed: boom"));
    }

    private static Decision decide(String dialled, String operators, Instant when) {
        return Situation.decide(RULES, dialled, Situation.CALLER, when, operators);
    }
}
