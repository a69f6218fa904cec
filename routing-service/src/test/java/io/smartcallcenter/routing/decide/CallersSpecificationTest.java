package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls: the ones who come first, and the ones who are not let in. */
class CallersSpecificationTest {

    private static final String LISTS =
            """
            region: KZ
            default: {queue: support}
            prompts: [closed]
            hours:
              office: {zone: UTC, open: [{days: [mon], from: "00:00", to: "24:00"}]}
            flows:
              sorry: {start: bye, nodes: {bye: {hangup: normal}}}
            queues:
              vip: {nobody-available: {voicemail: "701"}}
            callers:
              gold: {numbers: ["+77011234567", "+7705."], priority: 10, queue: vip, caption: Gold customer}
              silver: {numbers: ["+7702."], priority: 5}
              colleagues: {numbers: ["0XXX"], caption: A colleague}
              spam: {numbers: ["+7999."], withheld: true, block: {reject: congestion}}
              told: {numbers: ["+77780000001"], block: {announce: closed}}
              elsewhere: {numbers: ["+77780000002"], block: {queue: complaints}}
              recorded: {numbers: ["+77780000003"], block: {voicemail: "666"}}
              menu: {numbers: ["+77780000004"], block: {flow: sorry}}
              # Blocking goes before the lists above it.
              blocked-gold: {numbers: ["+77055555555"], block: {reject: busy}}
            numbers:
              - {number: "700", queue: support, caption: Support line, nobody-available: {queue: backup}, needs: {skills: [billing]}, offer: best-operator}
              - {number: "701", queue: support, priority: 7}
              - {number: "702", queue: vip, max-penalty: 3}
              - {number: "703", queue: support, hours: office, outside: {queue: night}}
              - {number: "0XXX", direct: "PJSIP/{number}", then: {queue: support}, caption: Direct}
              - {number: "8XX", service: sorry}
            """;
    private static final RoutingRules RULES = RulesReader.read(LISTS);
    private static final RoutingRules NOT_ARMED = RulesReader.read(LISTS + "armed: false\n");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    @ParameterizedTest(name = "{0} calls {1}, {2}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        # caller        | dialled | operators                   | finding                       | route                                | caption
          +77011234567  | 700     | not known                   | entry 700, caller gold        | queue vip, priority 10               | Gold customer
          77011234567   | 700     | not known                   | entry 700, caller gold        | queue vip, priority 10               | Gold customer
          87011234567   | 700     | not known                   | entry 700, caller gold        | queue vip, priority 10               | Gold customer
          +77051111111  | 700     | not known                   | entry 700, caller gold        | queue vip, priority 10               | Gold customer
          +77011234567  | 700     | vip: nobody; backup: nobody | entry 700, caller gold        | service voicemail 701, then hangup   | Gold customer
          +77011234567  | 701     | not known                   | entry 701, caller gold        | queue vip, priority 10               | Gold customer
          +77011234567  | 702     | not known                   | entry 702, caller gold        | queue vip, priority 10, penalty up to 3 | Gold customer
          +77011234567  | 4711    | not known                   | no entry, caller gold         | queue vip, priority 10               | Gold customer
          +77011234567  | 0001    | not known                   | entry 0XXX, caller gold       | direct PJSIP/0001, then queue support | Gold customer
          +77011234567  | 0001    | a: 0001 UNAVAILABLE         | entry 0XXX, caller gold       | queue support, priority 10           | Gold customer
          +77011234567  | 800     | not known                   | entry 8XX, caller gold        | service sorry, then hangup           | Gold customer
          +77021111111  | 700     | not known                   | entry 700, caller silver      | queue support, priority 5            | Support line
          +77021111111  | 700     | support: nobody             | entry 700, caller silver      | queue backup, priority 5             | Support line
          +77021111111  | 701     | not known                   | entry 701, caller silver      | queue support, priority 7            |
          0002          | 0001    | not known                   | entry 0XXX, caller colleagues | direct PJSIP/0001, then queue support | A colleague
          +77779999999  | 700     | not known                   | entry 700                     | queue support                        | Support line
          +77779999999  | 701     | not known                   | entry 701                     | queue support, priority 7            |
          ${EVAL(1)}    | 700     | not known                   | entry 700                     | queue support                        | Support line
        """)
    void comesFirst(String caller, String dialled, String operators, String finding, String route, String caption) {
        Decision decision = Situation.decide(RULES, dialled, caller, MONDAY, operators);

        assertThat(Situation.finding(decision, "number-plan")).isEqualTo(finding);
        assertThat(Situation.finding(decision, "route")).isEqualTo(route);
        assertThat(decision.caption()).isEqualTo(caption);
    }

    @ParameterizedTest(name = "{0} calls {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        # caller       | dialled | why                                        | route
          +79991234567 | 700     | blocked by spam: reject congestion         | reject congestion
          +79991234567 | 0001    | blocked by spam: reject congestion         | reject congestion
          +79991234567 | 800     | blocked by spam: reject congestion         | reject congestion
          +79991234567 | 4711    | blocked by spam: reject congestion         | reject congestion
          ""           | 700     | blocked by spam: reject congestion         | reject congestion
          anonymous    | 700     | blocked by spam: reject congestion         | reject congestion
          +77055555555 | 700     | blocked by blocked-gold: reject busy       | reject busy
          +77780000001 | 700     | blocked by told: announcement closed       | announce closed, then hangup
          +77780000003 | 700     | blocked by recorded: voicemail 666         | service voicemail 666, then hangup
          +77780000004 | 700     | blocked by menu: service sorry             | service sorry, then hangup
          +77780000002 | 700     | blocked by elsewhere: queue complaints; availability is not known: the queue itself | queue complaints
        """)
    void isNotLetIn(String caller, String dialled, String why, String route) {
        Decision decision = Situation.decide(RULES, dialled, caller, MONDAY, "not known");

        assertThat(Situation.finding(decision, "strategy")).isEqualTo(why);
        assertThat(Situation.finding(decision, "route")).isEqualTo(route);
    }

    @ParameterizedTest(name = "{0} calls {1}, armed {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # caller       | dialled | armed | route
          +77779999999 | 703     | true  | queue night
          +77011234567 | 703     | true  | queue night, priority 10
          +79991234567 | 703     | true  | reject congestion
        # Before the set-up is complete: a call is never lost, and nothing but the default queue is tried.
          +77779999999 | 703     | false | queue support
          +77011234567 | 703     | false | queue support
          +77779999999 | 702     | false | queue support
          +77779999999 | 0001    | false | queue support
          +77779999999 | 800     | false | queue support
          +77779999999 | 4711    | false | queue support
          +79991234567 | 700     | false | reject congestion
        """)
    void whatComesFirst(String caller, String dialled, boolean armed, String route) {
        Decision decision = Situation.decide(armed ? RULES : NOT_ARMED, dialled, caller, SUNDAY, "not known");

        assertThat(Situation.finding(decision, "route")).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({"+77011234567, 10", "+77021111111, 5", "+77779999999, 0"})
    void thePriorityTravelsWithTheCall(String caller, int priority) {
        assertThat(Situation.decide(RULES, "700", caller, MONDAY, "not known").command())
                .isInstanceOfSatisfying(CallCommand.RouteQueue.class, command -> assertThat(command.priority())
                        .isEqualTo(priority));
    }
}
