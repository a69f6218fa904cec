package io.smartcallcenter.routing.numberplan;

/** Patterns with X and prefixes, as a tree with one step for each place. */
final class PlacesIndex {

    private static final String SYMBOLS = "0123456789*#X";
    private static final int ANY_DIGIT = SYMBOLS.indexOf('X');
    private static final int DIGITS = 10;

    private final Step root = new Step();

    /** @param position of several for the same numbers the lowest counts */
    void add(String places, boolean prefix, int position) {
        Step step = root;
        for (int i = 0; i < places.length(); i++) {
            step = step.next(SYMBOLS.indexOf(places.charAt(i)));
        }
        if (prefix) {
            step.prefix = Math.min(step.prefix, position);
        } else {
            step.whole = Math.min(step.whole, position);
        }
    }

    /** @param number dialable, and so of the symbols of patterns */
    int first(String number) {
        return first(root, number, 0);
    }

    private static int first(Step step, String number, int at) {
        if (step == null) {
            return NumberIndex.NONE;
        }
        if (at == number.length()) {
            return step.whole;
        }
        int symbol = SYMBOLS.indexOf(number.charAt(at));
        int first = Math.min(step.prefix, first(step.next[symbol], number, at + 1));
        return symbol < DIGITS ? Math.min(first, first(step.next[ANY_DIGIT], number, at + 1)) : first;
    }

    private static final class Step {

        private final Step[] next = new Step[SYMBOLS.length()];
        private int whole = NumberIndex.NONE;
        private int prefix = NumberIndex.NONE;

        Step next(int symbol) {
            if (next[symbol] == null) {
                next[symbol] = new Step();
            }
            return next[symbol];
        }
    }
}
