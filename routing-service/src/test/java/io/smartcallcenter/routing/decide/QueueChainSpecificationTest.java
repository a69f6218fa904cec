package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a queue is not the place for a caller: too many wait, it takes too long, nobody is there. And where that leads. */
class QueueChainSpecificationTest {

    private static final RoutingRules RULES = RulesReader.read(
            """
            default: {queue: reception}
            prompts: [closed]
            hours:
              monday: {zone: UTC, open: [{days: [mon], from: "00:00", to: "24:00"}]}
            flows:
              sorry: {start: bye, nodes: {bye: {hangup: normal}}}
            queues:
              reception: {nobody-available: {queue: support}}
              support: {overflow: {after-s: 120, waiting: 20, to: {queue: backup}}}
              full: {overflow: {waiting: 1, to: {voicemail: "701"}}}
              busy: {overflow: {waiting: 1, to: hangup}}
              slow: {overflow: {after-s: 60, to: {voicemail: "703"}}}
              announced: {nobody-available: {announce: closed, then: {voicemail: "711"}}}
              recorded: {nobody-available: {voicemail: "712"}}
              called-back: {nobody-available: {callback: support}}
              flowing: {nobody-available: {flow: sorry}}
              rejected: {nobody-available: {reject: congestion}}
              ground: {nobody-available: {queue: first}}
              first: {nobody-available: {queue: second}}
              second: {nobody-available: {queue: ground}}
              monday: {hours: monday, outside: {queue: tuesday}}
              tuesday: {nobody-available: {queue: monday}}
              never: {hours: monday, outside: {queue: never-too}}
              never-too: {hours: monday, outside: {queue: never}}
            numbers:
              - {number: "700", queue: support}
              - {number: "701", queue: full}
              - {number: "702", queue: busy}
              - {number: "703", queue: slow}
              - {number: "704", queue: slow, timeout-s: 15, then: {queue: backup}}
              - {number: "705", queue: slow, then: {queue: backup}}
              - {number: "710", queue: plain}
              - {number: "711", queue: announced}
              - {number: "712", queue: recorded}
              - {number: "713", queue: called-back}
              - {number: "714", queue: flowing}
              - {number: "715", queue: rejected}
              - {number: "716", queue: rejected, nobody-available: {queue: backup}}
              - {number: "717", queue: plain, nobody-available: {voicemail: "717"}}
              - {number: "720", queue: ground}
              - {number: "722", queue: monday}
              - {number: "723", queue: never}
              - {number: "0XXX", direct: "PJSIP/{number}", when-busy: next, then: {queue: ground}}
            """);
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");

    @ParameterizedTest(name = "{0}, {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | operators                                            | why                                       | route
          700     | support: 0001 INUSE, 19 wait                         | everybody is busy: wait                   | queue support, after 120 s queue backup
          700     | support: 0001 INUSE, 20 wait; backup: 0002 NOT_INUSE | 20 wait in support: queue backup; somebody is free | queue backup
          700     | support: 0001 NOT_INUSE, 20 wait                     | 20 wait in support: queue backup; availability is not known: the queue itself | queue backup
          700     | not known                                            | availability is not known: the queue itself | queue support, after 120 s queue backup
          701     | full: 0001 INUSE                                     | everybody is busy: wait                   | queue full
          701     | full: 0001 INUSE, 1 wait                             | 1 wait in full: voicemail 701             | service voicemail 701, then hangup
          702     | busy: 0001 INUSE, 2 wait                             | 2 wait in busy: reject busy               | reject busy
          703     | slow: 0001 INUSE, 9 wait                             | everybody is busy: wait                   | queue slow, after 60 s voicemail 703
          704     | slow: 0001 INUSE                                     | everybody is busy: wait                   | queue slow, after 15 s queue backup
          705     | slow: 0001 INUSE                                     | everybody is busy: wait                   | queue slow, after 60 s voicemail 703
        """)
    void overflow(String dialled, String operators, String why, String route) {
        check(dialled, MONDAY, operators, why, route);
    }

    @ParameterizedTest(name = "{0}, {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | operators                                      | why                                                   | route
          710     | plain: nobody                                  | nobody available: wait in the queue all the same      | queue plain
          711     | announced: 0001 NOT_INUSE                      | somebody is free                                      | queue announced
          711     | announced: 0001 UNKNOWN                        | somebody is free                                      | queue announced
          711     | announced: 0001 RINGING                        | everybody is busy: wait                               | queue announced
          711     | announced: 0001 UNAVAILABLE, 0002 INUSE paused | nobody available in announced: announcement closed    | announce closed, then voicemail 711
          712     | recorded: nobody                               | nobody available in recorded: voicemail 712           | service voicemail 712, then hangup
          713     | called-back: nobody                            | nobody available in called-back: callback by support  | service callback support, then hangup
          714     | flowing: nobody                                | nobody available in flowing: service sorry            | service sorry, then hangup
          715     | rejected: nobody                               | nobody available in rejected: reject congestion       | reject congestion
          716     | rejected: nobody                               | nobody available in rejected: queue backup; availability is not known: the queue itself | queue backup
          717     | plain: nobody                                  | nobody available in plain: voicemail 717              | service voicemail 717, then hangup
          4711    | reception: nobody                              | nobody available in reception: queue support; availability is not known: the queue itself | queue support, after 120 s queue backup
          4711    | reception: 0001 INUSE                          | everybody is busy: wait                               | queue reception
        """)
    void nobodyAvailable(String dialled, String operators, String why, String route) {
        check(dialled, MONDAY, operators, why, route);
    }

    @ParameterizedTest(name = "{0}, {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | operators                      | why                                                                                | route
          720     | ground: nobody; first: nobody; second: 0001 INUSE | nobody available in ground: queue first; nobody available in first: queue second; everybody is busy: wait | queue second
          720     | ground: nobody; first: nobody; second: nobody | nobody available in ground: queue first; nobody available in first: queue second; nobody available in second: queue ground; the queues lead in a circle: wait in ground | queue ground
          0001    | ground: 0001 UNAVAILABLE; first: 0002 NOT_INUSE | the phone cannot be reached: queue ground; nobody available in ground: queue first; somebody is free | queue first
          0001    | ground: 0001 INUSE | the operator is busy: queue ground; everybody is busy: wait | queue ground
        """)
    void chains(String dialled, String operators, String why, String route) {
        check(dialled, MONDAY, operators, why, route);
    }

    /** On Tuesdays the queue of Monday is closed, and two of them lead to each other. */
    @ParameterizedTest(name = "{0}, {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | operators       | why                                                                                          | route
          722     | tuesday: nobody | monday is closed: queue tuesday; nobody available in tuesday: queue monday; the queues lead in a circle: wait in tuesday | queue tuesday
          723     | not known       | never is closed: queue never-too; never-too is closed: queue never; the queues lead in a circle: wait in never | queue never
        """)
    void circlesEndInTheFirstQueueThatIsOpen(String dialled, String operators, String why, String route) {
        check(dialled, TUESDAY, operators, why, route);
    }

    private static void check(String dialled, Instant when, String operators, String why, String route) {
        Decision decision = Situation.decide(RULES, dialled, Situation.CALLER, when, operators);

        assertThat(Situation.finding(decision, "strategy")).isEqualTo(why);
        assertThat(Situation.finding(decision, "route")).isEqualTo(route);
    }
}
