package io.smartcallcenter.routing.numberplan;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What each dialled number means. */
public final class NumberPlan {

    private final Numbering numbering;
    private final Target.Queue defaultQueue;
    private final List<Entry> entries;
    private final List<Entry> specificFirst;
    private final NumberIndex index;

    /**
     * @param numbering how numbers are read
     * @param defaultQueue for unknown numbers, and whenever a decision fails
     * @param entries in the order of the document
     */
    public NumberPlan(Numbering numbering, Target.Queue defaultQueue, List<Entry> entries) {
        this.numbering = numbering;
        this.defaultQueue = defaultQueue;
        this.entries = List.copyOf(entries);
        // A stable sort: of equally specific ones the first of the document stays first.
        this.specificFirst =
                entries.stream().sorted(Comparator.comparing(Entry::number)).toList();
        this.index = new NumberIndex(specificFirst.stream().map(Entry::number).toList());
    }

    public Numbering numbering() {
        return numbering;
    }

    public Target.Queue defaultQueue() {
        return defaultQueue;
    }

    /** In the order of the document. */
    public List<Entry> entries() {
        return entries;
    }

    /** The most specific entry; of equally specific ones the first of the document. */
    public Optional<Entry> find(DialledNumber number) {
        OptionalInt position = index.first(number);
        return position.isPresent() ? Optional.of(specificFirst.get(position.getAsInt())) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberPlan plan
                && numbering.equals(plan.numbering)
                && defaultQueue.equals(plan.defaultQueue)
                && entries.equals(plan.entries);
    }

    @Override
    public int hashCode() {
        return Objects.hash(numbering, defaultQueue, entries);
    }

    @Override
    public String toString() {
        return "NumberPlan[" + numbering + ", " + defaultQueue + ", " + entries + "]";
    }
}
