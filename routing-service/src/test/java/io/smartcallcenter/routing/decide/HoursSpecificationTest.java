package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business hours of numbers and queues: the wall clock of their zone, holidays, exceptions, and what a caller meets outside. */
class HoursSpecificationTest {

    private static final RoutingRules RULES = RulesReader.read(
            """
            default: {queue: support}
            prompts: [closed, custom/we-call-back]
            hours:
              berlin: {zone: Europe/Berlin, open: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "09:00", to: "18:00"}]}
              # An hour that a day can have not at all, or twice.
              two-to-three: {zone: Europe/Berlin, open: [{days: [sun], from: "02:00", to: "03:00"}]}
              night: {zone: Europe/Berlin, open: [{days: [sat], from: "22:00", to: "06:00"}]}
              office:
                zone: Asia/Almaty
                open:
                  - {days: [mon, tue, wed, thu, fri], from: "09:00", to: "13:00"}
                  - {days: [mon, tue, wed, thu, fri], from: "14:00", to: "18:00"}
                holidays:
                  - {date: "2026-12-16", name: Independence Day}
                  - {date: "01-01", name: New Year}
                exceptions:
                  - {date: "2026-12-31", name: Short day, open: [{from: "09:00", to: "12:00"}]}
                  - {date: "2026-11-28", name: Working Saturday, open: [{from: "10:00", to: "15:00"}]}
            flows:
              sorry: {start: bye, nodes: {bye: {hangup: normal}}}
            queues:
              sales: {hours: office, outside: {queue: night-shift}}
              night-shift: {hours: berlin, outside: {voicemail: "700"}}
            numbers:
              - {number: "700", queue: support, hours: berlin, outside: {reject: busy}}
              - {number: "701", queue: support, hours: two-to-three, outside: {reject: busy}}
              - {number: "702", queue: support, hours: night, outside: {reject: busy}}
              - {number: "703", queue: support, hours: office, outside: {reject: busy}}
              - {number: "711", queue: support, hours: office, outside: {announce: closed}}
              - {number: "712", queue: support, hours: office, outside: {announce: closed, then: {voicemail: "712"}}}
              - {number: "713", queue: support, hours: office, outside: {queue: evening}}
              - {number: "714", queue: support, hours: office, outside: {voicemail: "714"}}
              - {number: "715", queue: support, hours: office, outside: {callback: support, prompt: custom/we-call-back}}
              - {number: "716", queue: support, hours: office, outside: {flow: sorry, then: {queue: evening}}}
              - {number: "717", queue: support, hours: office, outside: {reject: congestion}}
              - {number: "718", direct: PJSIP/0001, hours: office, outside: {queue: evening}}
              - {number: "719", service: sorry, hours: office, outside: {announce: closed}}
              - {number: "720", queue: sales}
              - {number: "721", queue: sales, hours: berlin, outside: {reject: busy}}
              - {number: "722", queue: support, hours: office, outside: {queue: night-shift}}
            """);

    @ParameterizedTest(name = "{0} at {1} ({2}): {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | when (UTC)           | on the wall              | route
        # Berlin goes from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25.
          700     | 2026-03-28T07:59:59Z | Sat 08:59:59             | reject busy
          700     | 2026-03-28T08:00:00Z | Sat 09:00                | queue support
          700     | 2026-03-29T06:59:59Z | Sun 08:59:59             | reject busy
          700     | 2026-03-29T07:00:00Z | Sun 09:00                | queue support
          700     | 2026-03-29T15:59:59Z | Sun 17:59:59             | queue support
          700     | 2026-03-29T16:00:00Z | Sun 18:00                | reject busy
          700     | 2026-10-24T07:00:00Z | Sat 09:00                | queue support
          700     | 2026-10-25T07:00:00Z | Sun 08:00                | reject busy
          700     | 2026-10-25T08:00:00Z | Sun 09:00                | queue support
          700     | 2026-10-25T17:00:00Z | Sun 18:00                | reject busy
          701     | 2026-03-22T01:30:00Z | Sun 02:30                | queue support
          701     | 2026-03-29T00:59:59Z | Sun 01:59:59             | reject busy
          701     | 2026-03-29T01:00:00Z | Sun 03:00, no 02:00      | reject busy
          701     | 2026-10-25T00:00:00Z | Sun 02:00 for the first  | queue support
          701     | 2026-10-25T01:59:59Z | Sun 02:59:59 once more   | queue support
          701     | 2026-10-25T02:00:00Z | Sun 03:00                | reject busy
          702     | 2026-03-28T21:00:00Z | Sat 22:00                | queue support
          702     | 2026-03-29T03:59:59Z | Sun 05:59:59, 7 h later  | queue support
          702     | 2026-03-29T04:00:00Z | Sun 06:00                | reject busy
          702     | 2026-10-25T04:59:59Z | Sun 05:59:59, 9 h later  | queue support
          702     | 2026-10-25T05:00:00Z | Sun 06:00                | reject busy
        # Kazakhstan went from UTC+6 to UTC+5 on 2024-03-01.
          703     | 2024-02-29T02:59:59Z | Thu 08:59:59             | reject busy
          703     | 2024-02-29T03:00:00Z | Thu 09:00                | queue support
          703     | 2024-02-29T12:00:00Z | Thu 18:00                | reject busy
          703     | 2024-03-01T03:00:00Z | Fri 08:00                | reject busy
          703     | 2024-03-01T04:00:00Z | Fri 09:00                | queue support
          703     | 2024-03-01T12:59:59Z | Fri 17:59:59             | queue support
          703     | 2024-03-01T13:00:00Z | Fri 18:00                | reject busy
        # The lunch break between two intervals.
          703     | 2026-11-23T07:59:59Z | Mon 12:59:59             | queue support
          703     | 2026-11-23T08:00:00Z | Mon 13:00                | reject busy
          703     | 2026-11-23T09:00:00Z | Mon 14:00                | queue support
        """)
    void wallClock(String dialled, Instant when, String wall, String route) {
        assertThat(finding(dialled, when, "route")).isEqualTo(route);
    }

    @ParameterizedTest(name = "at {0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # when (UTC)           | finding                        | route
          2026-12-15T05:00:00Z | open: office                   | queue support
          2026-12-16T05:00:00Z | closed: office, Independence Day | reject busy
          2027-12-16T05:00:00Z | open: office                   | queue support
          2027-01-01T05:00:00Z | closed: office, New Year       | reject busy
          2030-01-01T05:00:00Z | closed: office, New Year       | reject busy
          2026-12-31T06:59:59Z | open: office, Short day        | queue support
          2026-12-31T07:00:00Z | closed: office, Short day      | reject busy
          2026-11-28T05:00:00Z | open: office, Working Saturday | queue support
          2026-11-29T05:00:00Z | closed: office                 | reject busy
        """)
    void specialDays(Instant when, String finding, String route) {
        assertThat(finding("703", when, "business-hours")).isEqualTo(finding);
        assertThat(finding("703", when, "route")).isEqualTo(route);
    }

    @ParameterizedTest(name = "{0}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | when                 | why                                    | route
          711     | 2026-11-22T09:00:00Z | closed: announcement closed            | announce closed, then hangup
          712     | 2026-11-22T09:00:00Z | closed: announcement closed            | announce closed, then voicemail 712
          714     | 2026-11-22T09:00:00Z | closed: voicemail 714                  | service voicemail 714, then hangup
          715     | 2026-11-22T09:00:00Z | closed: callback by support            | service callback support, then hangup
          716     | 2026-11-22T09:00:00Z | closed: service sorry                  | service sorry, then queue evening
          717     | 2026-11-22T09:00:00Z | closed: reject congestion              | reject congestion
          719     | 2026-11-22T09:00:00Z | closed: announcement closed            | announce closed, then hangup
          713     | 2026-11-22T09:00:00Z | closed: queue evening; availability is not known: the queue itself | queue evening
          718     | 2026-11-22T09:00:00Z | closed: queue evening; availability is not known: the queue itself | queue evening
        """)
    void outside(String dialled, Instant when, String why, String route) {
        assertThat(finding(dialled, when, "strategy")).isEqualTo(why);
        assertThat(finding(dialled, when, "route")).isEqualTo(route);
    }

    /** Sales follow Almaty's office, the night shift follows Berlin. */
    @ParameterizedTest(name = "{0} at {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # dialled | when (UTC)           | finding                                                                 | route
          720     | 2026-11-23T05:00:00Z | queue sales open: office                                                | queue sales
          720     | 2026-11-23T13:00:00Z | queue sales closed: office; queue night-shift open: berlin              | queue night-shift
          720     | 2026-12-16T05:00:00Z | queue sales closed: office, Independence Day; queue night-shift closed: berlin | service voicemail 700, then hangup
          721     | 2026-11-23T08:30:00Z | open: berlin; queue sales closed: office; queue night-shift open: berlin | queue night-shift
          721     | 2026-11-23T05:00:00Z | closed: berlin                                                          | reject busy
          722     | 2026-11-23T13:00:00Z | closed: office; queue night-shift open: berlin                          | queue night-shift
        """)
    void hoursOfQueues(String dialled, Instant when, String finding, String route) {
        assertThat(finding(dialled, when, "business-hours")).isEqualTo(finding);
        assertThat(finding(dialled, when, "route")).isEqualTo(route);
    }

    private static String finding(String dialled, Instant when, String step) {
        return Situation.finding(Situation.decide(RULES, dialled, Situation.CALLER, when, "not known"), step);
    }
}
