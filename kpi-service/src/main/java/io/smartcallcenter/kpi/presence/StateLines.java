package io.smartcallcenter.kpi.presence;

import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The latest word on each state of one operator: of a node and, except for REACHABLE, of a queue. */
final class StateLines {

    /** What a state belongs to. */
    record Place(String node, String queue) {}

    /** @param since ms since the epoch of the earliest of the marks that say the same until now */
    record Word(boolean on, long since) {}

    private static final Word NEVER = new Word(false, 0);

    private record Line(Place place, State state) {}

    private final Map<Line, Word> words = new HashMap<>();

    private StateLines() {}

    static StateLines of(Collection<StateMark> marks) {
        Map<Line, List<StateMark>> lines = new HashMap<>();
        for (StateMark mark : marks) {
            Line line = new Line(new Place(mark.node(), mark.queue()), mark.state());
            lines.computeIfAbsent(line, key -> new ArrayList<>()).add(mark);
        }
        StateLines result = new StateLines();
        lines.forEach((line, said) -> result.words.put(line, latest(said)));
        return result;
    }

    private static Word latest(List<StateMark> said) {
        said.sort(Comparator.comparingLong(StateMark::atMicros).reversed());
        boolean on = said.get(0).on();
        long since = said.get(0).atMicros();
        for (StateMark mark : said) {
            if (mark.on() != on) {
                break;
            }
            since = mark.atMicros();
        }
        return new Word(on, since / 1000);
    }

    /** Every queue of every node that the operator was ever said to be a member of. */
    List<Place> memberships() {
        return words.keySet().stream()
                .filter(line -> line.state == State.MEMBER)
                .map(Line::place)
                .toList();
    }

    Word member(Place place) {
        return word(place, State.MEMBER);
    }

    Word paused(Place place) {
        return word(place, State.PAUSED);
    }

    Word reachable(String node) {
        return word(new Place(node, null), State.REACHABLE);
    }

    /** When the last of the nodes lost the phone; 0 while one reaches it, or if none ever said anything. */
    long lostAt() {
        List<Word> phones = words.entrySet().stream()
                .filter(each -> each.getKey().state == State.REACHABLE)
                .map(Map.Entry::getValue)
                .toList();
        return phones.stream().anyMatch(Word::on)
                ? 0
                : phones.stream().mapToLong(Word::since).max().orElse(0);
    }

    private Word word(Place place, State state) {
        return words.getOrDefault(new Line(place, state), NEVER);
    }
}
