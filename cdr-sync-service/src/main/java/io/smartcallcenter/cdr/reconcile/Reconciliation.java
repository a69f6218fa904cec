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
 * before the other side was really looked at.
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
     * @param importedUntil our clock at the start of the last complete import; null before the first. Until it has reached
     *     the end of the grace nothing that may still come is called missing
     */
    public Verdict judge(SeenCall call, List<CdrRow> rows, Instant rowsKnownAt, Instant importedUntil) {
        if (call == null) {
            return withoutEvents(rows, rowsKnownAt, importedUntil);
        }
        if (rows.isEmpty()) {
            return withoutRows(call, importedUntil);
        }
        if (call.ended() == null) {
            return afterGrace(
                    rowsKnownAt,
                    importedUntil,
                    Verdict.of(State.MISMATCHED, "the CDR says that the call is over, its end was not seen"));
        }
        List<String> differences = differences(call, rows);
        return differences.isEmpty()
                ? Verdict.of(State.MATCHED)
                : afterGrace(
                        later(rowsKnownAt, call.endKnownAt()),
                        importedUntil,
                        new Verdict(State.MISMATCHED, differences, null));
    }

    private Verdict withoutEvents(List<CdrRow> rows, Instant rowsKnownAt, Instant importedUntil) {
        if (rows.isEmpty()) {
            return Verdict.of(State.PENDING);
        }
        return rows.stream().anyMatch(CdrRow::ours)
                ? afterGrace(
                        rowsKnownAt,
                        importedUntil,
                        Verdict.of(State.MISSING_IN_EVENTS, "no event of this call was seen"))
                : Verdict.notOurs("no queue and no application of ours had a part in it");
    }

    private Verdict withoutRows(SeenCall call, Instant importedUntil) {
        if (call.ended() == null) {
            return Verdict.of(State.PENDING, "the call lasts");
        }
        Instant due = call.endKnownAt().plus(grace);
        if (importedUntil == null || importedUntil.isBefore(due)) {
            return new Verdict(State.PENDING, List.of("no CDR row yet"), due);
        }
        if (call.lost()) {
            return Verdict.of(State.MISSING_IN_CDR, "the call was lost: a killed Asterisk writes no row");
        }
        return call.leavesRows()
                ? Verdict.of(State.MISSING_IN_CDR, "no row came within " + grace.toSeconds() + " s after the end")
                : Verdict.of(State.MATCHED, "never answered and rung by no queue: Asterisk writes no row");
    }

    private Verdict afterGrace(Instant since, Instant importedUntil, Verdict verdict) {
        Instant due = since.plus(grace);
        return importedUntil == null || importedUntil.isBefore(due)
                ? new Verdict(State.PENDING, verdict.reasons(), due)
                : verdict;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<String> differences(SeenCall call, List<CdrRow> rows) {
        Set<String> inCdr = new LinkedHashSet<>();
        rows.stream()
                .filter(row -> row.operatorLeg() && row.answered())
                .sorted(Comparator.comparing(CdrRow::sequence))
                .forEach(row -> inCdr.add(row.operator()));
        Set<String> inEvents = new LinkedHashSet<>();
        call.answeredBy().stream().sorted().map(Reconciliation::member).forEach(inEvents::add);
        List<String> differences = new ArrayList<>();
        inEvents.stream()
                .filter(operator -> !inCdr.contains(operator))
                .forEach(operator -> differences.add("answered by " + operator + ", no ANSWERED row says so"));
        inCdr.stream()
                .filter(operator -> !inEvents.contains(operator))
                .forEach(operator -> differences.add("ANSWERED row of " + operator + ", no event says so"));
        return differences;
    }

    /** A queue member {@code Local/0001@from-queue/n} is the channel {@code Local/0001@from-queue-...;1}. */
    private static String member(String iface) {
        int options = iface.startsWith("Local/") ? iface.indexOf('/', "Local/".length()) : -1;
        return options < 0 ? iface : iface.substring(0, options);
    }
}
