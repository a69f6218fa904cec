package io.smartcallcenter.routing.numberplan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ranges of numbers, which may overlap. For each length of number they are cut at all their ends, and of each piece it is known
 * which range comes first.
 */
final class RangeIndex {

    /** Eighteen digits fit into a long. */
    private static final int MOST_DIGITS = 18;

    private final Map<Integer, List<Range>> ranges = new HashMap<>();
    /** By the length of numbers: the first range from here to the next key. */
    private final Map<Integer, NavigableMap<Long, Integer>> pieces = new HashMap<>();

    private record Range(long from, long behind, int position) {}

    void add(String from, String to, int position) {
        ranges.computeIfAbsent(from.length(), length -> new ArrayList<>())
                .add(new Range(Long.parseLong(from), Long.parseLong(to) + 1, position));
    }

    /** To be called once, after all ranges were added. */
    void close() {
        ranges.forEach((length, all) -> pieces.put(length, pieces(all)));
        ranges.clear();
    }

    private static NavigableMap<Long, Integer> pieces(List<Range> all) {
        NavigableMap<Long, List<Range>> ends = new TreeMap<>();
        for (Range range : all) {
            ends.computeIfAbsent(range.from(), at -> new ArrayList<>()).add(range);
            ends.computeIfAbsent(range.behind(), at -> new ArrayList<>()).add(range);
        }
        NavigableMap<Long, Integer> pieces = new TreeMap<>();
        TreeSet<Integer> open = new TreeSet<>();
        ends.forEach((at, there) -> {
            for (Range range : there) {
                if (range.from() == at) {
                    open.add(range.position());
                } else {
                    open.remove(range.position());
                }
            }
            pieces.put(at, open.isEmpty() ? NumberIndex.NONE : open.first());
        });
        return pieces;
    }

    int first(String number) {
        NavigableMap<Long, Integer> ofItsLength = pieces.get(number.length());
        if (ofItsLength == null || number.length() > MOST_DIGITS || !NumberPattern.digits(number)) {
            return NumberIndex.NONE;
        }
        Map.Entry<Long, Integer> piece = ofItsLength.floorEntry(Long.parseLong(number));
        return piece == null ? NumberIndex.NONE : piece.getValue();
    }
}
