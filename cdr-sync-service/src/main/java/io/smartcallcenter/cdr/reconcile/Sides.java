package io.smartcallcenter.cdr.reconcile;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What each side says of a call, for reports that show them beside each other.
 *
 * @param events null: no event of it was seen
 * @param cdr null: it has no row
 */
public record Sides(Side events, Side cdr) {

    /**
     * One side.
     *
     * @param queue the first one; empty without one
     * @param operator the first who answered; empty if nobody did
     * @param trunk where it came from; empty if it is not known
     * @param did the number that was dialled; empty if it is not known
     * @param talkS whole seconds of talk: of the events with hold, of the CDR billsec of the operators' legs
     */
    public record Side(String queue, String operator, String trunk, String did, boolean answered, long talkS) {}

    /** @param call null if no event of it was seen */
    public static Sides of(SeenCall call, List<CdrRow> rows) {
        return new Sides(call == null ? null : seen(call), rows.isEmpty() ? null : written(rows));
    }

    private static Side seen(SeenCall call) {
        SeenCall.Details details = call.details();
        return new Side(
                details.queue(),
                call.answeredBy().stream().min(Comparator.naturalOrder()).orElse(""),
                CdrRow.endpoint(details.trunk()),
                details.dialled(),
                !call.answeredBy().isEmpty(),
                Math.round(details.talk().toMillis() / 1000.0));
    }

    private static Side written(List<CdrRow> unordered) {
        List<CdrRow> rows = unordered.stream()
                .sorted(Comparator.comparing(CdrRow::calldate).thenComparing(CdrRow::sequence))
                .toList();
        List<CdrRow> answered = Legs.answered(rows);
        return new Side(
                first(rows, CdrRow::queue),
                first(answered, CdrRow::operator),
                first(rows, row -> row.channel().startsWith("Local/") ? "" : row.trunk()),
                first(rows, row -> row.extras().did()),
                !answered.isEmpty(),
                Legs.of(rows).billableS());
    }

    private static String first(List<CdrRow> rows, Function<CdrRow, String> text) {
        return rows.stream()
                .map(text)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }
}
