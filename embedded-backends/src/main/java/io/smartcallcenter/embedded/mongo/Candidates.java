package io.smartcallcenter.embedded.mongo;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Where the documents are that an index leaves for a query: all that match, and perhaps others.
 *
 * @param narrowed whether there may be fewer than the collection has
 * @param inOrder whether they come in the order that was asked for
 */
record Candidates(Iterable<Integer> positions, boolean narrowed, boolean inOrder) {

    /** So few that sorting them is cheaper than reading an index in order until enough have matched. */
    private static final int FEW = 1_000;

    /**
     * Those that cost least; none if the collection itself does.
     *
     * @param limited whether only the first ones are wanted
     */
    static Optional<Candidates> best(List<Candidates> all, boolean limited) {
        List<Candidates> inOrderFirst = all.stream()
                .sorted(Comparator.comparing(Candidates::inOrder)
                        .thenComparing(Candidates::narrowed)
                        .reversed())
                .toList();
        Optional<Candidates> inOrder =
                inOrderFirst.stream().filter(Candidates::inOrder).findFirst();
        return fewest(
                        inOrderFirst.stream().filter(Candidates::narrowed).toList(),
                        limited && inOrder.isPresent() ? FEW : Integer.MAX_VALUE)
                .or(() -> inOrder);
    }

    /** Reads all of them side by side until one is at its end: costs a small multiple of what that one does. */
    private static Optional<Candidates> fewest(List<Candidates> some, int most) {
        if (some.size() == 1 && most == Integer.MAX_VALUE) {
            return Optional.of(some.get(0));
        }
        List<Iterator<Integer>> readers =
                some.stream().map(each -> each.positions().iterator()).toList();
        for (int read = 0; read < most && !some.isEmpty(); read++) {
            for (int i = 0; i < some.size(); i++) {
                if (!readers.get(i).hasNext()) {
                    return Optional.of(some.get(i));
                }
                readers.get(i).next();
            }
        }
        return Optional.empty();
    }
}
