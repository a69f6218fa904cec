package io.smartcallcenter.bench.kpi.calls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** What overlapping calls say, in order of time; what is said at the same time stays in the order in which it was added. */
final class InOrder<T> {

    private record Item<T>(long number, Timed<T> timed) {}

    private final PriorityQueue<Item<T>> later = new PriorityQueue<>(
            Comparator.<Item<T>>comparingLong(item -> item.timed.at()).thenComparingLong(Item::number));
    private final Consumer<Timed<T>> sink;
    private long added;

    InOrder(Consumer<Timed<T>> sink) {
        this.sink = sink;
    }

    void add(List<Timed<T>> more) {
        more.forEach(each -> later.add(new Item<>(added++, each)));
    }

    /** Hands out everything that is earlier; nothing earlier may be added afterwards. */
    void until(long at) {
        List<Timed<T>> due = new ArrayList<>();
        while (!later.isEmpty() && later.peek().timed.at() < at) {
            due.add(later.poll().timed);
        }
        due.forEach(sink);
    }
}
