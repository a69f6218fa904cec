package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.notification.alert.Board.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds readings against the rules: from a board to the next one, and what is to be published on the way. Changes nothing itself. */
public final class Evaluator {

    private final Rules rules;
    private final Silences silences;

    public Evaluator(Rules rules, Silences silences) {
        this.rules = rules;
        this.silences = silences;
    }

    /** @param id deterministic: a second evaluator that comes to the same result gives the same */
    public record Publication(String id, Alert alert) {}

    public record Step(Board board, List<Publication> publications) {}

    /**
     * Notes since when it is bad or good, and neither raises nor clears: for what happened before this evaluator was in charge.
     *
     * @param now of the readings; never before that of the board
     */
    public Board observe(Board board, Collection<Reading> readings, Instant now) {
        Map<String, Watch> next = new HashMap<>();
        board.watches().forEach((key, watch) -> next.put(key, gone(watch, now)));
        for (Reading reading : readings) {
            Watch before = board.watches().getOrDefault(reading.key(), Watch.QUIET);
            next.put(reading.key(), observed(before, reading, now));
        }
        next.values().removeIf(Watch::forgettable);
        return new Board(next);
    }

    /** Of what nothing is measured any more nothing is bad. */
    private static Watch gone(Watch before, Instant now) {
        return new Watch(null, before.goodSince() == null ? now : before.goodSince(), before.open());
    }

    private Watch observed(Watch before, Reading reading, Instant now) {
        AlertRule rule = rules.of(reading.kind(), reading.subject()).orElse(null);
        if (rule == null || reading.calls() < rule.minCalls()) {
            return gone(before, now);
        }
        Instant badSince = null;
        if (reading.kind().bad(reading.value(), rule.threshold())) {
            badSince = before.badSince() == null ? began(reading, rule, now) : before.badSince();
        }
        Instant goodSince = null;
        if (reading.kind().good(reading.value(), rule.clearThreshold())) {
            goodSince = before.goodSince() == null ? now : before.goodSince();
        }
        return new Watch(badSince, goodSince, before.open());
    }

    private static Instant began(Reading reading, AlertRule rule, Instant now) {
        if (reading.since() == null || !reading.kind().dated(rule.threshold())) {
            return now;
        }
        Instant began =
                reading.kind().age() ? reading.since().plusMillis((long) (rule.threshold() * 1000)) : reading.since();
        return began.isAfter(now) ? now : began;
    }

    /** Raises what has been bad for its hold time, clears what has been good for its own. */
    public Step evaluate(Board board, Collection<Reading> readings, Instant now) {
        Map<String, Reading> byKey = new HashMap<>();
        readings.forEach(reading -> byKey.put(reading.key(), reading));
        Map<String, Watch> next = new HashMap<>(observe(board, readings, now).watches());
        List<Publication> publications = new ArrayList<>();
        for (Map.Entry<String, Watch> entry : next.entrySet()) {
            AlertKind kind = AlertKind.ofKey(entry.getKey()).orElseThrow();
            AlertRule rule = rules.of(kind, kind.subjectOf(entry.getKey())).orElse(null);
            decide(entry, rule, byKey.get(entry.getKey()), now).ifPresent(publications::add);
        }
        next.values().removeIf(Watch::forgettable);
        return new Step(new Board(next), publications);
    }

    private Optional<Publication> decide(Map.Entry<String, Watch> entry, AlertRule rule, Reading reading, Instant now) {
        Watch watch = entry.getValue();
        if (watch.open() == null) {
            return rule != null && past(watch.badSince(), rule.hold(), now)
                    ? Optional.of(raise(entry, rule, reading, now))
                    : Optional.empty();
        }
        if (rule == null || past(watch.goodSince(), rule.clearHold(), now)) {
            entry.setValue(new Watch(watch.badSince(), watch.goodSince(), null));
            return Optional.of(new Publication(id(watch.open(), "cleared"), new Alert.Cleared(entry.getKey())));
        }
        return change(entry, rule, now);
    }

    private static boolean past(Instant since, Duration hold, Instant now) {
        return since != null && !now.isBefore(since.plus(hold));
    }

    private Publication raise(Map.Entry<String, Watch> entry, AlertRule rule, Reading reading, Instant now) {
        Watch watch = entry.getValue();
        Alert.Raised raised = new Alert.Raised(
                entry.getKey(),
                rule.severity(),
                Wording.what(reading, rule),
                rule.adviceOrUsual(),
                rule.id(),
                reading.subject(),
                Math.round(reading.value() * 10) / 10.0,
                rule.kind().measured() ? rule.threshold() : null,
                watch.badSince(),
                silences.cover(entry.getKey(), rule.id(), now));
        entry.setValue(new Watch(watch.badSince(), watch.goodSince(), raised));
        return new Publication(id(raised, "raised"), raised);
    }

    /** An open alert is published again when it is silenced, when that ends, and when its rule says another severity. */
    private Optional<Publication> change(Map.Entry<String, Watch> entry, AlertRule rule, Instant now) {
        Watch watch = entry.getValue();
        Alert.Raised open = watch.open();
        boolean silenced = silences.cover(entry.getKey(), open.rule(), now);
        if (silenced == open.silenced() && rule.severity() == open.severity()) {
            return Optional.empty();
        }
        Alert.Raised changed = new Alert.Raised(
                open.key(),
                rule.severity(),
                open.what(),
                open.advice(),
                open.rule(),
                open.subject(),
                open.value(),
                open.threshold(),
                open.since(),
                silenced);
        entry.setValue(new Watch(watch.badSince(), watch.goodSince(), changed));
        return Optional.of(new Publication(id(open, (silenced ? "silenced/" : "told/") + now.toEpochMilli()), changed));
    }

    private static String id(Alert.Raised alert, String what) {
        long since = alert.since() == null ? 0 : alert.since().toEpochMilli();
        return alert.key() + "/" + since + "/" + what;
    }
}
