package io.smartcallcenter.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.KpiUpdate.Operators;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of rule, by the defaults. */
class AlertRulesTest {

    private final Floor floor = new Floor();

    @Test
    void aServiceLevelIsLowForFiveMinutesAndGoodForTwoAbove85() {
        floor.happens(floor.figures(40, 79.9));
        floor.goBy(299);
        assertThat(floor.published).isEmpty();
        floor.goBy(1);
        assertThat(floor.raised().key()).isEqualTo("service-level-low/support");
        assertThat(floor.raised().what())
                .isEqualTo("The service level of queue support is 79.9 %, below 80 %, of 40 calls today");
        assertThat(floor.raised().value()).isEqualTo(79.9);
        assertThat(floor.raised().threshold()).isEqualTo(80);
        assertThat(floor.raised().since()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(floor.raised().advice()).startsWith("Bring operators into the queue");

        floor.happens(floor.figures(60, 84.9));
        floor.goBy(600);
        floor.happens(floor.figures(80, 85.0));
        floor.goBy(119);
        assertThat(floor.story()).hasSize(1);
        floor.goBy(1);
        assertThat(floor.story())
                .containsExactly("raised service-level-low/support", "cleared service-level-low/support");
    }

    @Test
    void aServiceLevelOfFewCallsSaysNothing() {
        floor.happens(floor.figures(19, 10.0));
        floor.goBy(900);
        floor.happens(floor.figures(0, null));
        floor.goBy(900);
        assertThat(floor.published).isEmpty();
    }

    @Test
    void aServiceLevelThatComesAndGoesIsNotRaised() {
        for (int i = 0; i < 5; i++) {
            floor.happens(floor.figures(40, 70.0));
            floor.goBy(200);
            floor.happens(floor.figures(40, 80.0));
            floor.goBy(10);
        }
        assertThat(floor.published).isEmpty();
    }

    @Test
    void theCallerWhoWaitsLongestIsSeenWithoutAnotherEvent() {
        Instant joined = floor.now;
        floor.happens(floor.waiting(2, joined, null));
        floor.goBy(119);
        assertThat(floor.published).isEmpty();
        floor.goBy(1);
        assertThat(floor.raised().what())
                .isEqualTo("A caller in queue support has waited for 120 s; 120 s is the limit (waiting: 2)");
        assertThat(floor.raised().since()).isEqualTo(joined.plusSeconds(120));

        floor.happens(floor.waiting(1, floor.now.minusSeconds(90), null));
        floor.goBy(9);
        assertThat(floor.story()).hasSize(1);
        floor.happens(floor.waiting(0, null, null));
        floor.goBy(10);
        assertThat(floor.story()).containsExactly("raised longest-wait/support", "cleared longest-wait/support");
    }

    @Test
    void nobodyIsAvailableWhenCallersWaitAndAllArePausedOrUnreachable() {
        floor.happens(floor.waiting(0, null, new Operators(0, 0, 0, 2, 1)));
        floor.goBy(120);
        floor.happens(floor.waiting(3, null, new Operators(0, 0, 1, 2, 0)));
        floor.goBy(120);
        assertThat(floor.published).isEmpty();
        floor.happens(floor.waiting(3, null, new Operators(0, 0, 0, 2, 1)));
        floor.goBy(30);
        assertThat(floor.raised().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(floor.raised().what())
                .isEqualTo(
                        "Nobody can take the callers of queue support (waiting: 3; operators paused: 2, unreachable: 1)");

        floor.happens(floor.waiting(3, null, new Operators(1, 0, 0, 1, 1)));
        floor.goBy(10);
        assertThat(floor.story()).hasSize(2);
    }

    /** @param hold s, also until it is cleared */
    private void tellsOfCallersWhomNobodyTakes(int threshold, int hold) {
        floor.rule(
                AlertKind.NOBODY_AVAILABLE,
                usual -> new AlertRule(
                        usual.id(),
                        usual.kind(),
                        usual.selector(),
                        threshold,
                        threshold,
                        Duration.ofSeconds(hold),
                        Duration.ofSeconds(hold),
                        0,
                        usual.severity(),
                        true,
                        null));
    }

    private void nobodyTakes(int callers) {
        floor.happens(floor.waiting(callers, null, new Operators(0, 0, 0, 2, 1)));
    }

    @Test
    void fiveCallersWhomNobodyTakesAreToldWhenTheyHaveBeenFiveForTheHoldTime() {
        tellsOfCallersWhomNobodyTakes(5, 60);
        nobodyTakes(1);
        floor.goBy(600);
        for (int i = 0; i < 5; i++) {
            nobodyTakes(5);
            floor.goBy(30);
            nobodyTakes(4);
            floor.goBy(10);
        }
        Instant five = floor.now;
        nobodyTakes(5);
        floor.goBy(59);
        assertThat(floor.published).isEmpty();
        floor.goBy(1);
        assertThat(floor.raised().since()).isEqualTo(five);
    }

    @Test
    void theNextAlertOfCallersWhomNobodyTakesIsAnotherOne() {
        tellsOfCallersWhomNobodyTakes(5, 0);
        nobodyTakes(1);
        floor.goBy(600);
        for (int i = 0; i < 3; i++) {
            nobodyTakes(5);
            floor.goBy(1);
            nobodyTakes(4);
            floor.goBy(1);
        }
        assertThat(floor.story()).hasSize(6);
        assertThat(floor.published).extracting(Evaluator.Publication::id).doesNotHaveDuplicates();
    }

    @Test
    void anOperatorWhomAsteriskHasPausedIsToldUntilThePauseEnds() {
        floor.happens(new AgentEvent.Paused(Floor.ONE, "sales", "lunch", false));
        floor.look();
        assertThat(floor.published).isEmpty();
        floor.happens(new AgentEvent.Paused(Floor.ONE, "support", "Auto-Pause", true));
        floor.look();
        assertThat(floor.raised().key()).isEqualTo("operator-auto-paused/PJSIP/0001");
        assertThat(floor.raised().what())
                .isEqualTo(
                        "Agent One (PJSIP/0001), member of support, was paused by Asterisk after a call that was not taken");
        floor.happens(new AgentEvent.Unpaused(Floor.ONE, "sales"));
        floor.look();
        floor.happens(new AgentEvent.Unpaused(Floor.ONE, "support"));
        floor.look();
        assertThat(floor.story()).hasSize(2);
    }

    @Test
    void aStateAloneTellsOfAnAutomaticPause() {
        AsteriskState.Membership paused = new AsteriskState.Membership("support", 0, true, "Auto-Pause");
        floor.happens(new AsteriskState.AgentState("pbx1", Floor.ONE, DeviceState.NOT_INUSE, List.of(paused)));
        floor.look();
        assertThat(floor.story()).containsExactly("raised operator-auto-paused/PJSIP/0001");
        floor.happens(new AsteriskState.AgentState("pbx1", Floor.ONE, DeviceState.NOT_INUSE, List.of()));
        floor.look();
        assertThat(floor.story()).hasSize(2);
    }

    @Test
    void threeCallsMissedInARowAreToldOnceAndAnAnsweredOneEndsIt() {
        CallEvent.OfferEnded first = floor.offer("1", OfferOutcome.TIMEOUT);
        floor.happens(first);
        floor.happens(first);
        floor.happens(floor.offer("2", OfferOutcome.TIMEOUT));
        floor.happens(floor.offer("3", OfferOutcome.CANCELLED));
        floor.happens(floor.offer("4", OfferOutcome.REJECTED));
        floor.look();
        assertThat(floor.published).isEmpty();
        floor.happens(floor.offer("5", OfferOutcome.TIMEOUT));
        floor.look();
        assertThat(floor.raised().what())
                .isEqualTo("Agent One (PJSIP/0001) has missed 3 calls in a row; 3 is the limit");
        floor.happens(floor.offer("6", OfferOutcome.TIMEOUT));
        floor.goBy(60);
        assertThat(floor.story()).hasSize(1);
        floor.happens(new CallEvent.Answered("pbx1/7", "e", "pbx1/7", "support", Floor.ONE, 1000, 1000));
        floor.look();
        assertThat(floor.story()).hasSize(2);
    }

    @Test
    void aLinkIsDownForFifteenSecondsAndUpForTen() {
        floor.happens(new NodeEvent.Disconnected("pbx1", NodeEvent.Link.AMI, "refused"));
        floor.goBy(10);
        floor.happens(new NodeEvent.Connected("pbx1", NodeEvent.Link.AMI));
        floor.goBy(60);
        assertThat(floor.published).isEmpty();
        floor.happens(new NodeEvent.Disconnected("pbx1", NodeEvent.Link.AMI, "refused"));
        floor.goBy(15);
        assertThat(floor.raised().what()).isEqualTo("The link pbx1/AMI of the gateway is down: refused");
        floor.happens(new NodeEvent.Connected("pbx1", NodeEvent.Link.AMI));
        floor.goBy(9);
        floor.happens(new NodeEvent.Disconnected("pbx1", NodeEvent.Link.AMI, "refused"));
        floor.goBy(60);
        assertThat(floor.story()).as("it came back for a moment only").hasSize(1);
        floor.happens(new NodeEvent.Connected("pbx1", NodeEvent.Link.AMI));
        floor.goBy(10);
        assertThat(floor.story()).hasSize(2);
    }

    @Test
    void aNodeWithoutAManagerInterfaceHasNoLinkThatIsDown() {
        floor.happens(new AsteriskState.Node("pbx1", true, false, NodeMode.ARI_ONLY));
        floor.goBy(60);
        assertThat(floor.published).isEmpty();
        floor.happens(new AsteriskState.Node("pbx1", false, false, NodeMode.ARI_ONLY));
        floor.goBy(60);
        assertThat(floor.story()).containsExactly("raised link-down/pbx1/ARI");
    }

    @Test
    void aCallWhoseCdrIsNotComparedIsToldByNode() {
        floor.happens(new CdrEvent.Matched("pbx1/0", 1, 10));
        floor.happens(new CallEvent.Ended("pbx1/0", 16, 1000));
        floor.happens(new CallEvent.Ended("pbx1/1", 16, 1000));
        floor.goBy(299);
        assertThat(floor.published).isEmpty();
        floor.goBy(1);
        assertThat(floor.raised().key()).isEqualTo("cdr-lag/pbx1");
        assertThat(floor.raised().what()).contains("ended 300 s ago").endsWith("300 s is the limit (open calls: 1)");
        floor.happens(new CdrEvent.Missing("pbx1/1", CdrEvent.Side.CDR, "no row"));
        floor.goBy(30);
        assertThat(floor.story()).hasSize(2);
    }

    @Test
    void aConsumerGroupThatStaysBehindIsTold() {
        floor.facts.lags(Map.of("kpi-service", 1_000L, "routing-service", 999L));
        floor.goBy(119);
        assertThat(floor.published).isEmpty();
        floor.goBy(1);
        assertThat(floor.raised().what())
                .isEqualTo("The consumer group kpi-service is 1000 records behind; 1000 is the limit");
        floor.facts.lags(Map.of("kpi-service", 100L));
        floor.goBy(120);
        assertThat(floor.story()).hasSize(1);
        floor.facts.lags(Map.of("kpi-service", 99L));
        floor.goBy(60);
        assertThat(floor.story()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void everyKindHasADefaultRuleAndSaysWhatToDo(AlertKind kind) {
        AlertRule rule = Floor.usual(kind);
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.adviceOrUsual()).hasSizeGreaterThan(60);
        assertThat(rule.threshold()).isBetween(kind.lowest(), kind.highest());
        assertThat(rule.hold()).isLessThan(Duration.ofMinutes(15));
        assertThat(AlertKind.ofKey(kind.key("a/b"))).contains(kind);
    }

    @Test
    void theMostSpecificRuleDecides() {
        AlertRule all = Floor.usual(AlertKind.LONGEST_WAIT);
        AlertRule some = with(all, "some", "sup*", 30, true);
        AlertRule one = with(all, "one", "support-vip", 10, true);
        Rules rules = new Rules(List.of(all, some, one));

        assertThat(rules.of(AlertKind.LONGEST_WAIT, "sales")).contains(all);
        assertThat(rules.of(AlertKind.LONGEST_WAIT, "support")).contains(some);
        assertThat(rules.of(AlertKind.LONGEST_WAIT, "support-vip")).contains(one);
        assertThat(new Rules(List.of(all, with(all, "none", "support", 1, false)))
                        .of(AlertKind.LONGEST_WAIT, "support"))
                .isEmpty();
    }

    private static AlertRule with(AlertRule rule, String id, String selector, double threshold, boolean enabled) {
        return new AlertRule(
                id,
                rule.kind(),
                new Selector(selector),
                threshold,
                threshold,
                rule.hold(),
                rule.clearHold(),
                0,
                rule.severity(),
                enabled,
                null);
    }

    @Test
    void anAlertIsClearedWhenItsRuleIsDisabled() {
        floor.happens(new AgentEvent.Paused(Floor.ONE, "support", "Auto-Pause", true));
        floor.look();
        AlertRule rule = Floor.usual(AlertKind.OPERATOR_AUTO_PAUSED);
        floor.rules(with(rule, rule.id(), "*", 1, false));
        floor.look();
        floor.look();
        assertThat(floor.story())
                .containsExactly("raised operator-auto-paused/PJSIP/0001", "cleared operator-auto-paused/PJSIP/0001");
    }

    @Test
    void aSilencedAlertIsPublishedAsSuchAndAgainWhenTheSilenceEnds() {
        Instant start = floor.now;
        floor.silences.apply(new Alert.Silenced("1", "operator-*", "ann", start, start.plusSeconds(60), null));
        floor.happens(new AgentEvent.Paused(Floor.ONE, "support", "Auto-Pause", true));
        floor.look();
        assertThat(floor.raised().silenced()).isTrue();
        floor.goBy(59);
        assertThat(floor.published).hasSize(1);
        floor.goBy(1);
        assertThat(floor.published).hasSize(2);
        assertThat(floor.raised().silenced()).isFalse();

        floor.silences.apply(new Alert.Silenced("2", "*", "ann", floor.now, floor.now.plusSeconds(600), null));
        floor.look();
        assertThat(floor.raised().silenced()).isTrue();
        Instant ended = floor.now.plusSeconds(5);
        floor.silences.apply(new Alert.Silenced("2", "*", "ann", ended, ended, null));
        floor.silences.apply(new Alert.Silenced("2", "*", "ann", floor.now, floor.now.plusSeconds(600), null));
        floor.goBy(5);
        assertThat(floor.raised().silenced()).as("the newest word counts").isFalse();
        assertThat(floor.published.stream().map(Evaluator.Publication::id)).doesNotHaveDuplicates();
    }

    @Test
    void aLongSilenceLastsHoweverManyShortOnesComeAndGo() {
        Instant start = floor.now;
        floor.silences.apply(
                new Alert.Silenced("long", "link-down/*", "ann", start, start.plus(Duration.ofDays(30)), null));
        for (int i = 0; i < 2_000; i++) {
            Instant at = start.plus(Duration.ofMinutes(15L * i));
            Instant until = at.plus(Duration.ofMinutes(15));
            floor.silences.apply(new Alert.Silenced("short" + i, "longest-wait/*", "ann", at, until, null));
            assertThat(floor.silences.cover("longest-wait/support", "longest-wait", at))
                    .as("the newest one")
                    .isTrue();
        }
        Instant later = start.plus(Duration.ofDays(21));
        assertThat(floor.silences.cover("link-down/pbx1/ARI", "link-down", later))
                .isTrue();

        floor.silences.apply(new Alert.Silenced("long", "link-down/*", "ann", later, later, null));
        assertThat(floor.silences.cover("link-down/pbx1/ARI", "link-down", later))
                .as("somebody ended it")
                .isFalse();
    }

    @Test
    void aSilenceOfARuleCoversAllAlertsOfThisRuleAndNoOthers() {
        Instant start = floor.now;
        Instant until = start.plusSeconds(60);
        floor.silences.apply(new Alert.Silenced("1", "rule/missed-in-row", "ann", start, until, null));
        floor.silences.apply(new Alert.Silenced("2", "*/operator-auto-paused", "ann", start, until, null));
        floor.happens(new AgentEvent.Paused(Floor.ONE, "support", "Auto-Pause", true));
        floor.look();
        assertThat(floor.raised().silenced()).as("of another rule").isFalse();

        floor.silences.apply(new Alert.Silenced("3", "rule/operator-*", "ann", start, until, null));
        floor.goBy(1);
        assertThat(floor.raised().silenced()).isTrue();
        floor.goBy(59);
        assertThat(floor.raised().silenced()).as("it is over").isFalse();
    }

    @Test
    void aSuccessorNeitherRaisesTwiceNorForgetsToClear() {
        Alert.Raised open = new Alert.Raised(
                "missed-in-row/PJSIP/0001",
                Severity.WARNING,
                "w",
                "a",
                "missed-in-row",
                "PJSIP/0001",
                3.0,
                3.0,
                floor.now,
                false);
        Alert.Raised gone = new Alert.Raised(
                "link-down/pbx1/ARI",
                Severity.CRITICAL,
                "w",
                "a",
                "link-down",
                "pbx1/ARI",
                1.0,
                null,
                floor.now,
                false);
        floor.open(open);
        floor.open(gone);
        floor.now = floor.now.plusSeconds(1);
        floor.happens(new NodeEvent.Connected("pbx1", NodeEvent.Link.ARI));
        floor.observed(30);
        assertThat(floor.published).isEmpty();
        floor.goBy(60);
        assertThat(floor.story()).containsExactly("cleared link-down/pbx1/ARI");
        floor.happens(new CallEvent.Answered("pbx1/7", "e", "pbx1/7", "support", Floor.ONE, 1000, 1000));
        floor.look();
        assertThat(floor.story()).hasSize(2);
    }

    @Test
    void aSuccessorRemembersThatACallIsOpenUntilTheNodesNextCdr() {
        Instant since = floor.now.minusSeconds(3600);
        floor.open(new Alert.Raised(
                "cdr-lag/pbx1", Severity.WARNING, "w", "a", "cdr-lag", "pbx1", 300.0, 300.0, since, false));
        floor.goBy(120);
        assertThat(floor.published).isEmpty();
        floor.happens(new CdrEvent.Matched("pbx1/9", 1, 10));
        floor.goBy(30);
        assertThat(floor.story()).containsExactly("cleared cdr-lag/pbx1");
    }

    @Test
    void aSuccessorCountsTheTimeThatWasBeforeIt() {
        floor.happens(floor.figures(40, 70.0));
        floor.observed(250);
        floor.goBy(49);
        assertThat(floor.published).isEmpty();
        floor.goBy(1);
        assertThat(floor.published).hasSize(1);
    }

    @Test
    void twoThatSeeTheSameGiveTheSameIds() {
        Floor other = new Floor();
        for (Floor each : List.of(floor, other)) {
            each.happens(new NodeEvent.Disconnected("pbx1", NodeEvent.Link.AMI, "refused"));
        }
        floor.goBy(15);
        other.now = other.now.plusSeconds(7);
        other.goBy(10);
        assertThat(other.published.get(0).id()).isEqualTo(floor.published.get(0).id());
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, anything, true",
        "PJSIP/*, PJSIP/0001, true",
        "PJSIP/*, SIP/0001, false",
        "*port, support, true",
        "s*p*t, support, true",
        "s*p*x, support, false",
        "support, support2, false",
        "sup.ort, support, false",
        "**a**b, xaxb, true",
    })
    void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(new Selector(pattern).matches(name)).isEqualTo(matches);
    }
}
