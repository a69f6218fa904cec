package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.Board;
import io.smartcallcenter.notification.alert.Evaluator;
import io.smartcallcenter.notification.alert.Facts;
import io.smartcallcenter.notification.alert.Rules;
import io.smartcallcenter.notification.alert.Silences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One term of an evaluator: what it knows, from taking over until the partition goes. It begins with the newest states, goes through
 * the log of the last minutes without raising anything, and then evaluates what comes.
 */
final class Duty {

    private static final int MOST_OTHERS = 1_000;

    private final Facts facts = new Facts();
    private final Silences silences = new Silences();
    private final Map<String, Alert.Raised> others = new LinkedHashMap<>();
    private final Supplier<Rules> rules;
    private final List<String> over = new ArrayList<>();
    private final List<Envelope<?>> newer = new ArrayList<>();
    private Board board = Board.EMPTY;
    private Instant observedAt = Instant.MIN;

    Duty(Supplier<Rules> rules) {
        this.rules = rules;
    }

    /** @param replayed where the log begins; what is newer must not be known before it was so */
    void begin(List<Envelope<?>> states, List<Envelope<?>> cdrEvents, Map<String, Long> lags, Instant replayed) {
        cdrEvents.forEach(facts::apply);
        facts.lags(lags);
        for (Envelope<?> state : states) {
            if (state.data() instanceof Alert alert) {
                board = board.with(alert);
                take(alert);
                if (alert instanceof Alert.Raised raised) {
                    facts.recall(raised, state.meta().time());
                }
            } else if (state.meta().time().isBefore(replayed)) {
                facts.apply(state);
            } else {
                newer.add(state);
            }
        }
    }

    /** An event of the log, while it is gone through; notes once a second since when things are bad or good. */
    void replay(Envelope<?> event, Instant at) {
        take(event);
        if (!at.isBefore(observedAt.plusSeconds(1))) {
            observedAt = at;
            board = evaluator().observe(board, facts.readings(at), at);
        }
    }

    /** The log has been gone through. */
    void arrive() {
        over.clear();
        newer.forEach(facts::apply);
        newer.clear();
    }

    void take(Envelope<?> event) {
        if (event.data() instanceof Alert alert) {
            take(alert);
        } else {
            facts.apply(event);
        }
    }

    /** Of alerts that rules raise the board knows more than any log. */
    private void take(Alert alert) {
        if (alert instanceof Alert.Silenced silence) {
            silences.apply(silence);
        } else if (AlertKind.ofKey(alert.key()).isEmpty()) {
            if (alert instanceof Alert.Raised raised && others.size() < MOST_OTHERS) {
                others.put(alert.key(), raised);
            } else if (alert instanceof Alert.Cleared) {
                others.remove(alert.key());
                over.add(alert.key());
            }
        }
    }

    void lags(Map<String, Long> lags) {
        facts.lags(lags);
    }

    /** What is to be published now. It is in the board already: if it cannot be published, the term must end. */
    List<AlertTopic.Record> evaluate(Instant now) {
        Evaluator.Step step = evaluator().evaluate(board, facts.readings(now), now);
        board = step.board();
        step.publications().stream()
                .map(Evaluator.Publication::alert)
                .filter(alert -> alert instanceof Alert.Cleared)
                .forEach(cleared -> over.add(cleared.key()));
        return step.publications().stream()
                .map(each -> new AlertTopic.Record(each.id(), each.alert(), now))
                .toList();
    }

    /** Keys of acknowledgements of alerts that are over: whoever reads the topic must not take them for those of the next time. */
    List<String> acknowledgementsOver() {
        List<String> keys =
                over.stream().map(Alert.Acknowledged::recordKey).distinct().toList();
        over.clear();
        return keys;
    }

    private Evaluator evaluator() {
        return new Evaluator(rules.get(), silences);
    }

    List<Alert.Raised> open() {
        List<Alert.Raised> open = new ArrayList<>(others.values());
        board.open().forEach(open::add);
        return open;
    }

    /** Records of silences that ended long ago. */
    static List<String> forgotten(List<Envelope<?>> states, Instant now) {
        Instant old = now.minus(Duration.ofDays(1));
        return states.stream()
                .map(Envelope::data)
                .filter(data -> data instanceof Alert.Silenced silence
                        && silence.until().isBefore(old))
                .map(data -> ((Alert) data).recordKey())
                .toList();
    }
}
