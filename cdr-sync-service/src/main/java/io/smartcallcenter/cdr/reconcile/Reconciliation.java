package io.smartcallcenter.cdr.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges a call by its events and its CDR rows. What is not yet there is not called missing before {@code grace} has passed, and
 * before the side that it would be on was really read.
 */
public final class Reconciliation {

    private final Duration grace;

    /** @param grace how long a side may come later than the other */
    public Reconciliation(Duration grace) {
        this.grace = grace;
    }

    /**
     * @param call null when no event of it was seen
     * @param rows all rows of the call, possibly none
     * @param rowsKnownAt our clock when the newest row was imported; null without rows
     * @param readUntil our clock when both sides had been read to their end; null if one of them was not yet. Until it has reached the end of the
     *     grace nothing that may still come is called missing
     */
    public Verdict judge(SeenCall call, List<CdrRow> rows, Instant rowsKnownAt, Instant readUntil, Outage outage) {
        Verdict verdict = rows.isEmpty() && call != null
                ? withoutRows(call, readUntil, outage.restart())
                : judge(call, rows, rowsKnownAt, readUntil);
        if (!outage.gap() || !verdict.state().disagrees()) {
            return verdict;
        }
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.add(Finding.of(Reason.GATEWAY_GAP, "events of the node were lost while the call was there"));
        return new Verdict(verdict.state(), findings, verdict.againAt());
    }

    private Verdict judge(SeenCall call, List<CdrRow> rows, Instant rowsKnownAt, Instant readUntil) {
        if (call == null) {
            return withoutEvents(rows, rowsKnownAt, readUntil);
        }
        if (call.ended() == null) {
            return withoutEnd(rows, rowsKnownAt, readUntil);
        }
        List<Finding> differences = differences(call, rows);
        return differences.isEmpty()
                ? new Verdict(State.MATCHED, Remarks.of(call, rows), null)
                : afterGrace(
                        later(rowsKnownAt, call.endKnownAt()),
                        readUntil,
                        new Verdict(State.MISMATCHED, differences, null));
    }

    private Verdict withoutEvents(List<CdrRow> rows, Instant rowsKnownAt, Instant readUntil) {
        if (rows.isEmpty()) {
            return Verdict.of(State.PENDING);
        }
        return rows.stream().anyMatch(CdrRow::ours)
                ? afterGrace(
                        rowsKnownAt,
                        readUntil,
                        Verdict.of(
                                State.MISSING_IN_EVENTS, Finding.of(Reason.NO_EVENT, "no event of this call was seen")))
                : Verdict.notOurs(Reason.FOREIGN_CALL, "no queue and no application of ours had a part in it");
    }

    private Verdict withoutEnd(List<CdrRow> rows, Instant rowsKnownAt, Instant readUntil) {
        return rows.stream().anyMatch(CdrRow::callers)
                ? afterGrace(
                        rowsKnownAt,
                        readUntil,
                        Verdict.of(
                                State.MISMATCHED,
                                Finding.of(
                                        Reason.NO_END,
                                        "the row of the caller says that the call is over, its end was not seen")))
                : Verdict.of(State.PENDING, Finding.of(Reason.CALL_LASTS, "the call lasts"));
    }

    private Verdict withoutRows(SeenCall call, Instant readUntil, boolean restart) {
        if (call.ended() == null) {
            return withoutEnd(List.of(), null, readUntil);
        }
        Instant due = call.endKnownAt().plus(grace);
        if (readUntil == null || readUntil.isBefore(due)) {
            return new Verdict(State.PENDING, List.of(Finding.of(Reason.NO_ROW, "no CDR row yet")), due);
        }
        if (restart) {
            return Verdict.of(
                    State.MISSING_IN_CDR,
                    Finding.of(Reason.ASTERISK_RESTART, "the call was lost: a killed Asterisk writes no row"));
        }
        return call.leavesRows()
                ? Verdict.of(
                        State.MISSING_IN_CDR,
                        Finding.of(Reason.NO_ROW, "no row came within " + grace.toSeconds() + " s after the end"))
                : Verdict.of(
                        State.MATCHED,
                        Finding.of(
                                Reason.NO_ROW_EXPECTED, "never answered and rung by no queue: Asterisk writes no row"));
    }

    private Verdict afterGrace(Instant since, Instant readUntil, Verdict verdict) {
        Instant due = since.plus(grace);
        return readUntil == null || readUntil.isBefore(due)
                ? new Verdict(State.PENDING, verdict.findings(), due)
                : verdict;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<Finding> differences(SeenCall call, List<CdrRow> rows) {
        Set<String> inCdr = new LinkedHashSet<>();
        Legs.answered(rows).stream()
                .sorted(Comparator.comparing(CdrRow::sequence))
                .forEach(row -> inCdr.add(row.operator()));
        Set<String> inEvents = new LinkedHashSet<>();
        call.answeredBy().stream().sorted().map(Reconciliation::member).forEach(inEvents::add);
        List<Finding> differences = new ArrayList<>();
        inEvents.stream()
                .filter(operator -> !inCdr.contains(operator))
                .forEach(operator -> differences.add(notAnswered(operator, rows)));
        inCdr.stream()
                .filter(operator -> !inEvents.contains(operator))
                .forEach(operator -> differences.add(
                        Finding.of(Reason.OPERATOR_ONLY_IN_CDR, "ANSWERED row of " + operator + ", no event says so")));
        return differences;
    }

    /** Whether there is a leg of the operator at all. */
    private static Finding notAnswered(String operator, List<CdrRow> rows) {
        return rows.stream()
                .filter(row -> row.operatorLeg() && row.operator().equals(operator))
                .findFirst()
                .map(row -> Finding.of(
                        Reason.DISPOSITION, "answered by " + operator + ", its row says " + row.disposition()))
                .orElse(Finding.of(
                        Reason.OPERATOR_ONLY_IN_EVENTS, "answered by " + operator + ", no ANSWERED row says so"));
    }

    /** A queue member {@code Local/0001@from-queue/n} is the channel {@code Local/0001@from-queue-...;1}. */
    private static String member(String iface) {
        int options = iface.startsWith("Local/") ? iface.indexOf('/', "Local/".length()) : -1;
        return options < 0 ? iface : iface.substring(0, options);
    }
}
