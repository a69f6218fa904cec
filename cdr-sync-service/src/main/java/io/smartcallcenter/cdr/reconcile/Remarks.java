package io.smartcallcenter.cdr.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is worth knowing of a call that matches. */
final class Remarks {

    /** Rows have whole seconds, each cut at both ends. */
    private static final long TOLERANCE_S = 2;

    private Remarks() {}

    static List<Finding> of(SeenCall call, List<CdrRow> rows) {
        List<Finding> remarks = new ArrayList<>();
        boolean local = rows.stream().anyMatch(CdrRow::localHalf);
        if (local) {
            remarks.add(Finding.of(
                    Reason.LOCAL_MEMBERS, "members are Local channels: " + rows.size() + " rows with both halves"));
        }
        if (call.details().directUnanswered()) {
            remarks.add(Finding.of(
                    Reason.DIRECT_ATTEMPT_WITHOUT_ROW, "an operator was rung directly in vain: that leaves no row"));
        }
        if (!local && !call.details().transferred()) {
            talkTime(call, rows, remarks);
        }
        return remarks;
    }

    /**
     * An operator's answered leg lasts as long as ring and talk, and the first leg of a call has the wait before it as well: it cannot be
     * shorter than the one, nor longer than the call. Nothing follows from billsec: where the application answered the caller first, it has the
     * ring and the wait too. A transferred call has legs of others.
     */
    private static void talkTime(SeenCall call, List<CdrRow> rows, List<Finding> remarks) {
        List<CdrRow> legs = Legs.answered(rows);
        Duration seen = call.details().legs();
        if (legs.isEmpty() || seen == null) {
            return;
        }
        long inCdr = legs.stream().mapToLong(CdrRow::durationS).sum();
        Duration tolerance = Duration.ofSeconds(TOLERANCE_S * legs.size());
        Duration shortest = seen.minus(tolerance);
        Duration longest = Duration.between(call.firstSeen(), call.ended()).plus(tolerance);
        Duration leg = Duration.ofSeconds(inCdr);
        if (leg.compareTo(shortest) < 0 || leg.compareTo(longest) > 0) {
            remarks.add(Finding.of(
                    Reason.TALK_TIME,
                    "the leg takes " + inCdr + " s in the CDR; in the events ring and talk take " + seen.toSeconds()
                            + " s, the call "
                            + Duration.between(call.firstSeen(), call.ended()).toSeconds() + " s"));
        }
    }
}
