package io.smartcallcenter.notification.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.notification.Events;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An acknowledgement is of the alert that is open, never of the next one of its key. */
class LiveAlertsTest {

    private final LiveState live = new LiveState();
    private final Events events = new Events();

    @Test
    void anAlertIsOpenUntilItIsClearedAndSaysWhoLooksAfterIt() {
        Alert.Raised raised = new Alert.Raised("link-down/pbx1", Alert.Severity.CRITICAL, "no link", "look at it")
                .since(events.now());
        Alert.Acknowledged by = new Alert.Acknowledged("link-down/pbx1", events.now(), "anna", events.now(), null);
        live.apply(events.of(raised));
        assertThat(live.alerts()).containsExactly(raised);
        assertThat(live.acknowledgements()).isEmpty();

        live.apply(events.of(by));
        live.apply(events.of(raised));
        assertThat(live.acknowledgements()).containsExactly(by);

        live.apply(events.of(new Alert.Cleared("link-down/pbx1")));
        assertThat(live.alerts()).isEmpty();
        assertThat(live.acknowledgements()).isEmpty();
    }

    private static Alert.Raised longWait(Instant since) {
        return new Alert.Raised(
                "longest-wait/support",
                Alert.Severity.WARNING,
                "long",
                null,
                null,
                "support",
                null,
                null,
                since,
                false);
    }

    private Alert.Acknowledged acknowledgedNow() {
        return acknowledgedNow(null);
    }

    /** @param since of its alert; null = of an earlier version */
    private Alert.Acknowledged acknowledgedNow(Instant since) {
        return new Alert.Acknowledged("longest-wait/support", since, "anna", events.now(), null);
    }

    /** The topic keeps the newest record of each key: a replica that starts cannot see that the first alert was over. */
    @Test
    void anAcknowledgementInTheBaseIsNotOneOfTheNextAlertThatDoesNotSaySinceWhen() {
        Instant first = events.now();
        Alert.Acknowledged late =
                new Alert.Acknowledged("longest-wait/support", first, "anna", first.plusSeconds(99), null);
        live.base(events.of(late));
        live.base(events.after(10).of(longWait(null)));

        assertThat(live.alerts()).containsExactly(longWait(events.now()));
        assertThat(live.acknowledgements()).isEmpty();
    }

    /** Clocks of replicas differ: only since when says which alert is meant. */
    @Test
    void anAcknowledgementIsOfTheAlertThatBeganThenWhateverTheClockOfWhoAcknowledged() {
        Instant first = events.now();
        live.apply(events.after(20).of(longWait(events.now())));
        live.apply(events.after(20).of(acknowledgedNow(first)));
        assertThat(live.acknowledgements()).isEmpty();

        Alert.Acknowledged behind =
                new Alert.Acknowledged("longest-wait/support", first.plusSeconds(20), "anna", first, null);
        live.apply(events.of(behind));
        assertThat(live.acknowledgements()).containsExactly(behind);
    }

    @Test
    void anAlertThatIsRaisedAgainAndDoesNotSaySinceWhenIsStillTheSame() {
        Instant first = events.now();
        live.base(events.after(30).of(longWait(null)));
        live.base(events.of(acknowledgedNow(first)));
        live.apply(new Events().startingAt(first).of(longWait(null)));
        live.apply(events.of(longWait(null)));

        assertThat(live.alerts()).containsExactly(longWait(first));
        assertThat(live.acknowledgements()).containsExactly(acknowledgedNow(first));
    }

    @Test
    void anAlertThatBeganAnewIsNotAcknowledged() {
        live.apply(events.of(longWait(events.now())));
        live.apply(events.of(acknowledgedNow(events.now())));
        live.apply(events.after(60).of(longWait(events.now())));

        assertThat(live.acknowledgements()).isEmpty();
    }

    @Test
    void anAcknowledgementOfAnAlertThatIsOverIsNotOneOfTheNext() {
        live.apply(events.of(longWait(null)));
        live.apply(events.after(10).of(new Alert.Cleared("longest-wait/support")));
        live.apply(events.of(acknowledgedNow()));
        live.apply(events.after(10).of(longWait(null)));

        assertThat(live.alerts()).hasSize(1);
        assertThat(live.acknowledgements()).isEmpty();
    }

    @Test
    void anAcknowledgementThatComesLateIsNotOneOfTheNextAlert() {
        Alert.Acknowledged late = acknowledgedNow();
        live.apply(events.after(10).of(longWait(events.now())));
        live.apply(events.of(late));
        assertThat(live.acknowledgements()).isEmpty();

        live.apply(events.of(acknowledgedNow()));
        assertThat(live.acknowledgements()).containsExactly(acknowledgedNow());
    }

    @Test
    void anAcknowledgementInTheBaseCountsBeforeItsAlertAndAfterIt() {
        Alert.Acknowledged by = acknowledgedNow();
        live.base(events.of(by));
        assertThat(live.acknowledgements()).isEmpty();
        live.base(events.of(longWait(events.now())));
        assertThat(live.acknowledgements()).containsExactly(by);

        LiveState other = new LiveState();
        other.base(events.of(longWait(events.now())));
        other.base(events.of(by));
        assertThat(other.acknowledgements()).containsExactly(by);
    }

    @Test
    void anAcknowledgementInTheBaseThatIsOlderThanItsAlertIsNotShown() {
        live.base(events.of(acknowledgedNow()));
        live.base(events.after(1).of(longWait(events.now())));

        assertThat(live.acknowledgements()).isEmpty();
    }

    @Test
    void anAcknowledgementInTheBaseOfAnAlertThatIsOverIsNotOneOfTheNext() {
        live.base(events.of(new Alert.Cleared("longest-wait/support")));
        live.base(events.of(acknowledgedNow()));
        live.apply(events.after(10).of(longWait(null)));

        assertThat(live.alerts()).hasSize(1);
        assertThat(live.acknowledgements()).isEmpty();
    }
}
