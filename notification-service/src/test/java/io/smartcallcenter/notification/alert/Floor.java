package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.notification.alert.Evaluator.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A call centre with a clock that is moved by hand, and an evaluator that looks every second. */
final class Floor {

    static final Agent ONE = new Agent("PJSIP/0001", "Agent One");

    final Facts facts = new Facts();
    final Silences silences = new Silences();
    final List<Publication> published = new ArrayList<>();
    Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private Rules rules = new Rules(DefaultRules.ALL);
    private Board board = Board.EMPTY;

    void rules(AlertRule... own) {
        rules = new Rules(List.of(own));
    }

    void rule(AlertKind kind, UnaryOperator<AlertRule> change) {
        rules(change.apply(usual(kind)));
    }

    static AlertRule usual(AlertKind kind) {
        return DefaultRules.ALL.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    void open(Alert.Raised alert) {
        board = board.with(alert);
        facts.recall(alert, now);
    }

    void happens(SccEvent event) {
        facts.apply(of(event));
    }

    Envelope<?> of(SccEvent event) {
        return new Envelope<>(EventMeta.of(UUID.randomUUID().toString(), "/asterisk/pbx1", "s", now), event);
    }

    /** Looks now, and after each second that goes by. */
    void goBy(long seconds) {
        look();
        for (long second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            look();
        }
    }

    void look() {
        Evaluator.Step step = new Evaluator(rules, silences).evaluate(board, facts.readings(now), now);
        board = step.board();
        published.addAll(step.publications());
    }

    /** As {@link #goBy}, by one that is not in charge yet. */
    void observed(long seconds) {
        for (long second = 0; second < seconds; second++) {
            board = new Evaluator(rules, silences).observe(board, facts.readings(now), now);
            now = now.plusSeconds(1);
        }
    }

    List<Alert> alerts() {
        return published.stream().map(Publication::alert).toList();
    }

    Alert.Raised raised() {
        return (Alert.Raised) alerts().get(alerts().size() - 1);
    }

    List<String> story() {
        return alerts().stream()
                .map(each -> (each instanceof Alert.Cleared ? "cleared " : "raised ") + each.key())
                .toList();
    }

    KpiUpdate.Queue figures(long total, Double serviceLevel) {
        return new KpiUpdate.Queue("support", now, total, total, 0, 0, 0, null, serviceLevel, null, null, null);
    }

    KpiUpdate.Queue waiting(long callers, Instant longest, KpiUpdate.Operators operators) {
        return new KpiUpdate.Queue("support", now, 30, 30, 0, 0, callers, null, null, null, longest, operators);
    }

    CallEvent.OfferEnded offer(String id, OfferOutcome outcome) {
        return new CallEvent.OfferEnded("pbx1/" + id, "pbx1/" + id, "e", "support", ONE, outcome, 15_000);
    }
}
