package io.smartcallcenter.routing.numberplan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds the first of many patterns that matches a number, without looking at each: ten thousand patterns cost about as much as
 * ten. The answer is that of looking at them one by one.
 */
public final class NumberIndex {

    static final int NONE = Integer.MAX_VALUE;

    private final Side dialled = new Side();
    private final Side international = new Side();

    /** @param patterns the one to be preferred first */
    public NumberIndex(List<NumberPattern> patterns) {
        for (int position = 0; position < patterns.size(); position++) {
            NumberPattern pattern = patterns.get(position);
            (pattern.international() ? international : dialled).add(pattern, position);
        }
        dialled.ranges.close();
        international.ranges.close();
    }

    /** The position of the first pattern that matches; empty if none does. */
    public OptionalInt first(DialledNumber number) {
        int position = dialled.first(number.withoutPlus());
        if (number.e164() != null) {
            position = Math.min(position, international.first(number.e164()));
        }
        return position == NONE ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** The patterns that are compared with one form of a number. */
    private static final class Side {

        private final Map<String, Integer> exact = new HashMap<>();
        private final RangeIndex ranges = new RangeIndex();
        private final PlacesIndex places = new PlacesIndex();

        void add(NumberPattern pattern, int position) {
            switch (pattern.kind()) {
                case EXACT -> exact.putIfAbsent(pattern.places(), position);
                case RANGE -> ranges.add(pattern.from(), pattern.to(), position);
                case X -> places.add(pattern.places(), false, position);
                case PREFIX -> places.add(pattern.places(), true, position);
            }
        }

        int first(String number) {
            if (!NumberPattern.dialable(number)) {
                return NONE;
            }
            int first = Math.min(exact.getOrDefault(number, NONE), places.first(number));
            return Math.min(first, ranges.first(number));
        }
    }
}
