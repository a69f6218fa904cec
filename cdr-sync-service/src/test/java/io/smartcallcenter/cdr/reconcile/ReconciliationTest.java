package io.smartcallcenter.cdr.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {

    private static final Instant START = Instant.parse("2026-11-22T22:00:00Z");
    private static final Instant END = START.plusSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Instant LATER = END.plus(GRACE).plusSeconds(1);

    private final Reconciliation reconciliation = new Reconciliation(GRACE);

    @ParameterizedTest(name = "{0}: {3} rows, answered by {2}")
    @CsvSource(
            nullValues = "nobody",
            textBlock =
                    """
            01-kpi-missed-then-answered,          1795386500.0, PJSIP/0001,            2
            02-agent-hangs-up,                    1795386514.0, PJSIP/0002,            1
            03-caller-abandons,                   1795386526.0, nobody,                2
            04-queue-timeout-falls-through,       1795386538.0, nobody,                3
            05-joinempty-leavewhenempty,          1795386549.0, nobody,                1
            05-joinempty-leavewhenempty,          1795386550.1, nobody,                2
            06-ringall-one-answers,               1795386564.0, PJSIP/0002,            3
            08-direct-answered,                   1795386584.0, PJSIP/0001,            1
            09-direct-noanswer-fallback-queue,    1795386593.0, PJSIP/0002,            1
            10-ivr-dtmf-to-queue,                 1795386606.0, PJSIP/0002,            1
            12-autopause-after-missed,            1795386626.0, PJSIP/0001,            4
            14-hold-unhold,                       1795386673.0, PJSIP/0002,            1
            15-blind-transfer,                    1795386684.0, PJSIP/0002 PJSIP/0003, 2
            15-blind-transfer,                    1795386693.3, PJSIP/0001 PJSIP/0002, 4
            16-attended-transfer,                 1795609947.46, PJSIP/0003,           1
            16-attended-transfer,                 1795609945.44, PJSIP/0002,           3
            19-ari-websocket-dropped-5s,          1795386756.3, nobody,                1
            21-linear-setinterfacevar,            1795386786.0, PJSIP/0002,            2
            23-queue-without-answer,              1795386813.0, nobody,                1
            23-queue-without-answer,              1795386817.2, PJSIP/0002,            1
            """)
    void theRowsOfARealAsteriskMatchWhoAnswered(String recording, String linkedid, String answeredBy, int legs) {
        List<CdrRow> rows = RecordedCdr.rows(recording, linkedid);
        Set<String> operators = answeredBy == null ? Set.of() : Set.of(answeredBy.split(" "));

        assertThat(rows).hasSize(legs);
        assertThat(judge(ended(operators), rows)).isEqualTo(Verdict.of(State.MATCHED));
        assertThat(judge(ended(Set.of("PJSIP/0009")), rows).state())
                .as("somebody else")
                .isEqualTo(State.MISMATCHED);
    }

    @Test
    void aMismatchSaysWhoDiffers() {
        Verdict verdict =
                judge(ended(Set.of("PJSIP/0002")), RecordedCdr.rows("01-kpi-missed-then-answered", "1795386500.0"));

        assertThat(verdict.reasons())
                .containsExactly(
                        "answered by PJSIP/0002, its row says NO ANSWER",
                        "ANSWERED row of PJSIP/0001, no event says so");
        assertThat(verdict.codes()).containsExactly("DISPOSITION", "OPERATOR_ONLY_IN_CDR");
    }

    @Test
    void theFourRowsOfALocalMemberAreOneAnswer() {
        List<CdrRow> rows = List.of(
                row("1.0", 0, "PJSIP/trunk-00000000", "Local/0002@from-queue-00000000;1", "Queue", "NO ANSWER"),
                row("1.2", 1, "Local/0002@from-queue-00000000;2", "PJSIP/0002-00000001", "Dial", "NO ANSWER"),
                row("1.0", 2, "PJSIP/trunk-00000000", "Local/0001@from-queue-00000001;1", "Queue", "ANSWERED"),
                row("1.4", 3, "Local/0001@from-queue-00000001;2", "PJSIP/0001-00000002", "Dial", "ANSWERED"));

        Verdict verdict = judge(ended(Set.of("Local/0001@from-queue/n")), rows);
        assertThat(verdict.state()).isEqualTo(State.MATCHED);
        assertThat(verdict.codes()).containsExactly("LOCAL_MEMBERS");
    }

    @Test
    void rowsAreNotMissingBeforeTheDatabaseWasReadAfterTheGrace() {
        SeenCall call = ended(Set.of("PJSIP/0001"));

        assertThat(reconciliation
                        .judge(call, List.of(), null, null, Outage.NONE)
                        .state())
                .isEqualTo(State.PENDING);
        assertThat(reconciliation.judge(call, List.of(), null, END, Outage.NONE).state())
                .as("the database is away since the end")
                .isEqualTo(State.PENDING);
        assertThat(reconciliation
                        .judge(call, List.of(), null, LATER, Outage.NONE)
                        .state())
                .isEqualTo(State.MISSING_IN_CDR);
    }

    @Test
    void whatAGapMayHaveTakenIsSaidAndAMatchIsNoneOfIt() {
        List<CdrRow> rows = List.of(row("1.0", 0, "PJSIP/trunk-00000000", "PJSIP/0001-00000001", "Queue", "ANSWERED"));
        Outage gap = new Outage(true, false);

        assertThat(reconciliation.judge(null, rows, END, LATER, gap).codes())
                .containsExactly("NO_EVENT", "GATEWAY_GAP");
        assertThat(reconciliation.judge(ended(Set.of("PJSIP/0001")), rows, END, LATER, gap))
                .isEqualTo(Verdict.of(State.MATCHED));
        assertThat(reconciliation.judge(lost(Set.of()), rows, END, LATER, gap).codes())
                .containsExactly("OPERATOR_ONLY_IN_CDR", "GATEWAY_GAP");
    }

    @Test
    void aCallThatWasLostSaysARestartOnlyIfThereWasOne() {
        SeenCall lost = lost(Set.of("PJSIP/0001"));

        assertThat(reconciliation.judge(lost, List.of(), null, LATER, new Outage(true, true)))
                .isEqualTo(Verdict.of(
                        State.MISSING_IN_CDR,
                        Finding.of(Reason.ASTERISK_RESTART, "the call was lost: a killed Asterisk writes no row"),
                        Finding.of(Reason.GATEWAY_GAP, "events of the node were lost while the call was there")));
        assertThat(reconciliation
                        .judge(lost, List.of(), null, LATER, new Outage(true, false))
                        .codes())
                .as("an Asterisk that went on writes rows")
                .containsExactly("NO_ROW", "GATEWAY_GAP");
    }

    /** The row of {@link #row} lasts 4 s: ring and talk. */
    @ParameterizedTest
    @CsvSource({"1, 3, 60, 0", "2, 4, 60, 0", "3, 4, 60, 1", "0, 1, 60, 0", "0, 1, 1, 1"})
    void aLegThatIsShorterThanRingAndTalkOrLongerThanTheCallIsRemarked(int ringS, int talkS, int callS, int remarks) {
        List<CdrRow> rows = List.of(row("1.0", 0, "PJSIP/trunk-00000000", "PJSIP/0001-00000001", "Queue", "ANSWERED"));
        SeenCall.Details details = new SeenCall.Details(
                "support",
                "PJSIP/trunk",
                "700",
                Duration.ofSeconds(talkS),
                Duration.ofSeconds(ringS + talkS),
                false,
                true);
        SeenCall call = new SeenCall(
                "pbx1/1.0", START, START.plusSeconds(callS), END, Set.of("PJSIP/0001"), true, true, false, details);

        Verdict verdict = judge(call, rows);

        assertThat(verdict.state()).isEqualTo(State.MATCHED);
        assertThat(verdict.codes()).contains("DIRECT_ATTEMPT_WITHOUT_ROW").hasSize(1 + remarks);
        assertThat(verdict.codes().contains("TALK_TIME")).isEqualTo(remarks == 1);
    }

    @Test
    void aCallThatNobodyAnsweredAndNoQueueRangLeavesNoRow() {
        SeenCall rejected = new SeenCall("pbx1/1.0", START, END, END, Set.of(), false, false, false);

        assertThat(judge(rejected, List.of()).state()).isEqualTo(State.MATCHED);
    }

    @Test
    void aCallThatLastsIsPendingUntilItsRowsSayOtherwise() {
        SeenCall lasting = new SeenCall("pbx1/1.0", START, null, null, Set.of("PJSIP/0001"), true, true, false);
        List<CdrRow> rows = List.of(row("1.0", 0, "PJSIP/trunk-00000000", "PJSIP/0001-00000001", "Queue", "ANSWERED"));

        assertThat(judge(lasting, List.of()))
                .isEqualTo(Verdict.of(State.PENDING, Finding.of(Reason.CALL_LASTS, "the call lasts")));
        assertThat(reconciliation.judge(lasting, rows, END, END.plusSeconds(1), Outage.NONE))
                .satisfies(verdict -> {
                    assertThat(verdict.state()).isEqualTo(State.PENDING);
                    assertThat(verdict.againAt()).isEqualTo(END.plus(GRACE));
                });
        assertThat(judge(lasting, rows).state()).isEqualTo(State.MISMATCHED);
    }

    /** The first member did not answer: the row of her half was written 5 s before the caller's end. */
    @Test
    void theRowOfALocalHalfThatEndedDoesNotSayThatTheCallIsOver() {
        String linkedid = "1795610001.13";
        List<CdrRow> rows = RecordedCdr.rows("22-local-channel-members", linkedid);
        List<CdrRow> halves =
                rows.stream().filter(row -> row.channel().startsWith("Local/")).toList();
        SeenCall lasting = new SeenCall("pbx1/" + linkedid, START, null, null, Set.of(), true, true, false);

        assertThat(halves).isNotEmpty();
        assertThat(judge(lasting, halves))
                .isEqualTo(Verdict.of(State.PENDING, Finding.of(Reason.CALL_LASTS, "the call lasts")));
        assertThat(judge(lasting, rows).codes()).containsExactly("NO_END");
    }

    @Test
    void theRowOfAConsultationDoesNotSayThatTheCallIsOver() {
        SeenCall lasting = new SeenCall("pbx1/1.0", START, null, null, Set.of("PJSIP/0001"), true, true, false);
        List<CdrRow> consultation =
                List.of(row("1.3", 2, "PJSIP/0001-00000003", "PJSIP/0002-00000004", "Dial", "ANSWERED"));

        assertThat(judge(lasting, consultation).codes()).containsExactly("CALL_LASTS");
    }

    @Test
    void rowsWithoutAnyEventAreMissingInTheEventsAfterTheGrace() {
        List<CdrRow> rows = RecordedCdr.rows("02-agent-hangs-up", "1795386514.0");

        assertThat(reconciliation
                        .judge(null, rows, END, END.plusSeconds(14), Outage.NONE)
                        .state())
                .isEqualTo(State.PENDING);
        assertThat(judge(null, rows).state()).isEqualTo(State.MISSING_IN_EVENTS);
    }

    @Test
    void nothingIsMissingInTheEventsWhileTheTableIsNotReadToItsEnd() {
        List<CdrRow> rows = RecordedCdr.rows("02-agent-hangs-up", "1795386514.0");

        assertThat(reconciliation.judge(null, rows, END, null, Outage.NONE).state())
                .isEqualTo(State.PENDING);
    }

    @ParameterizedTest
    @CsvSource({"Dial, NOT_OURS", "Playback, NOT_OURS", "Queue, MISSING_IN_EVENTS", "Stasis, MISSING_IN_EVENTS"})
    void anOutboundOrInternalCallIsNotOursAndNotMissing(String lastapp, State expected) {
        List<CdrRow> rows = List.of(
                row("1.0", 0, "PJSIP/0001-00000000", "PJSIP/trunk-00000001", "Dial", "ANSWERED"),
                row("1.0", 1, "PJSIP/0001-00000000", "PJSIP/0002-00000002", lastapp, "ANSWERED"));

        assertThat(judge(null, rows).state()).isEqualTo(expected);
    }

    @Test
    void theTalkOfALocalMemberIsBilledOnce() {
        List<CdrRow> rows = List.of(
                row("1.0", 2, "PJSIP/trunk-00000000", "Local/0001@from-queue-00000001;1", "Queue", "ANSWERED"),
                row("1.4", 3, "Local/0001@from-queue-00000001;2", "PJSIP/0001-00000002", "Dial", "ANSWERED"));

        assertThat(Legs.of(rows)).isEqualTo(new Legs(2, 4));
    }

    /** As a real Asterisk writes it when an operator transfers a call that our application had connected. */
    @ParameterizedTest(name = "its other half came to {0}: answered by {1}, {2} s")
    @CsvSource({"Queue, PJSIP/0004, 4", "Stasis, PJSIP/0004, 4", "Dial, PJSIP/0004 Local/0001@from-queue, 8"})
    void theLocalChannelInThePlaceOfAnOperatorIsNoOperator(String lastapp, String answeredBy, long billable) {
        String local = "Local/0001@from-queue-00000005;";
        List<CdrRow> rows = List.of(
                row("1.0", 0, "PJSIP/trunk-00000001", "PJSIP/0004-00000002", "Stasis", "ANSWERED"),
                row("1.0", 1, "PJSIP/trunk-00000001", local + "1", "Stasis", "ANSWERED"),
                row("1.4", 2, local + "2", "", lastapp, "ANSWERED"));

        assertThat(judge(ended(Set.of(answeredBy.split(" "))), rows).state()).isEqualTo(State.MATCHED);
        assertThat(Legs.of(rows)).isEqualTo(new Legs(3, billable));
    }

    /** As a real Asterisk writes it when the caller leaves before the one to whom the operator transferred them has rung. */
    @Test
    void theLocalChannelInThePlaceOfAnOperatorMayHaveOneRowOnly() {
        List<CdrRow> rows = List.of(
                row("1.0", 0, "PJSIP/trunk-00000001", "PJSIP/0004-00000002", "Stasis", "ANSWERED"),
                row("1.0", 1, "PJSIP/trunk-00000001", "Local/0004@internal-0000002e;1", "Stasis", "ANSWERED"));

        assertThat(judge(ended(Set.of("PJSIP/0004")), rows).state()).isEqualTo(State.MATCHED);
        assertThat(Legs.of(rows)).isEqualTo(new Legs(2, 4));
    }

    /** As a real Asterisk writes it when an operator whom FreePBX rang sends the caller on. */
    @Test
    void whoAnswersAHalfOfALocalChannelIsAnOperator() {
        List<CdrRow> rows = List.of(
                row("1.0", 0, "PJSIP/trunk-00000001", "Local/0001@from-queue-0000000f;1", "Queue", "ANSWERED"),
                row("1.2", 1, "Local/0001@from-queue-0000000f;2", "PJSIP/0001-0000029c", "Dial", "ANSWERED"),
                row("1.2", 2, "Local/0001@from-queue-0000000f;2", "PJSIP/0002-000002a3", "Queue", "ANSWERED"));

        assertThat(judge(ended(Set.of("Local/0001@from-queue/n", "PJSIP/0002")), rows)
                        .state())
                .isEqualTo(State.MATCHED);
        assertThat(Legs.of(rows)).isEqualTo(new Legs(3, 8));
    }

    /** A column may be of any type, with anything in it. */
    @ParameterizedTest
    @CsvSource({"4, 4", "-1, 0", "999999999999999999, 31622400"})
    void aLegEndsInATimeThatThereIs(long durationS, long counted) {
        CdrRow row = new CdrRow("pbx1/1.0", "1.0", 0, START, "", "", "", "", "Queue", "ANSWERED", durationS, 0);

        assertThat(row.end()).isEqualTo(START.plusSeconds(counted));
    }

    @Test
    void theEndOfACallTellsHowFarTheClocksAreApart() {
        assertThat(endedAt(START.plusSeconds(300), START, false).clockAhead()).isEqualTo(Duration.ofMinutes(5));
        assertThat(endedAt(START, START.plusSeconds(300), true).clockAhead())
                .as("a lost one was noticed later")
                .isZero();
        assertThat(endedAt(START, START.plus(Duration.ofDays(400)), false).clockAhead())
                .as("no clock is so wrong")
                .isZero();
    }

    private static SeenCall endedAt(Instant ended, Instant known, boolean lost) {
        return new SeenCall("pbx1/1.0", START, ended, known, Set.of(), true, true, lost);
    }

    @Test
    void rowsOfAHalfReadPageAreNoMismatchYet() {
        List<CdrRow> firstHalf =
                RecordedCdr.rows("01-kpi-missed-then-answered", "1795386500.0").subList(0, 1);

        Verdict verdict =
                reconciliation.judge(ended(Set.of("PJSIP/0001")), firstHalf, END, END.plusSeconds(1), Outage.NONE);

        assertThat(verdict.state()).isEqualTo(State.PENDING);
    }

    private Verdict judge(SeenCall call, List<CdrRow> rows) {
        return reconciliation.judge(call, rows, rows.isEmpty() ? null : END, LATER, Outage.NONE);
    }

    private static SeenCall lost(Set<String> answeredBy) {
        return new SeenCall("pbx1/1.0", START, END, END, answeredBy, true, true, true);
    }

    private static SeenCall ended(Set<String> answeredBy) {
        return new SeenCall("pbx1/1.0", START, END, END, answeredBy, true, true, false);
    }

    private static CdrRow row(
            String uniqueid, long sequence, String channel, String dstchannel, String lastapp, String disposition) {
        return new CdrRow(
                "pbx1/1.0", uniqueid, sequence, START, "1", "support", channel, dstchannel, lastapp, disposition, 4, 4);
    }
}
