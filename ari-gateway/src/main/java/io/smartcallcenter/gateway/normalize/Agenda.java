package io.smartcallcenter.gateway.normalize;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What has to be looked at again later. Time passes by the signals' {@code receivedAt}; there is no clock here. */
final class Agenda {

    private record Item(Instant due, long order, Runnable task) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::due).thenComparing(Item::order));
    private long order;

    void at(Instant due, Runnable task) {
        items.add(new Item(due, order++, task));
    }

    void advanceTo(Instant now) {
        while (!items.isEmpty() && !items.peek().due().isAfter(now)) {
            items.poll().task().run();
        }
    }
}
