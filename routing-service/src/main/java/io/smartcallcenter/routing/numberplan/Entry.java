package io.smartcallcenter.routing.numberplan;

/**
 * One line of the number plan.
 *
 * @param opening null = always open
 * @param caption for the customer card of whoever answers; null = none
 */
public record Entry(NumberPattern number, Target target, Opening opening, String caption) {

    public static Entry alwaysOpen(String number, Target target) {
        return new Entry(new NumberPattern(number), target, null, null);
    }
}
