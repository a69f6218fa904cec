package io.smartcallcenter.routing.numberplan;

/**
 * One line of the number plan.
 *
 * @param hours null = always open
 * @param outside what happens when it is closed; null only when {@code hours} is null
 */
public record Entry(NumberPattern number, Target target, BusinessHours hours, Outside outside) {

    public Entry {
        if ((hours == null) != (outside == null)) {
            throw new IllegalArgumentException("hours and outside belong together");
        }
    }

    public static Entry alwaysOpen(String number, Target target) {
        return new Entry(new NumberPattern(number), target, null, null);
    }
}
