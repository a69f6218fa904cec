package io.smartcallcenter.routing.callers;

import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import java.util.List;

/**
 * Callers who are treated alike.
 *
 * @param withheld whether callers without a number belong to it
 * @param block what they meet instead; null = they are let in
 * @param priority in every queue, at least, 0..1000
 * @param queue instead of the number's own queue, for numbers that lead to a queue; null = the number's own
 * @param caption for the customer card; null = the number's own
 */
public record CallerList(
        String name,
        List<NumberPattern> numbers,
        boolean withheld,
        Instead block,
        int priority,
        String queue,
        String caption) {

    public CallerList {
        numbers = List.copyOf(numbers);
    }
}
