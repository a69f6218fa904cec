package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the index by which a query costs least.
 *
 * @param documents all of the collection
 */
record IndexChoice(List<Index<Integer>> indexes, Supplier<Stream<DocumentWithPosition<Integer>>> documents) {

    /**
     * Where to look; empty if every document has to be looked at.
     *
     * @param orderBy null = any order
     * @param limited whether only the first documents of that order are wanted
     */
    Optional<Candidates> candidates(Document query, Document orderBy, boolean limited) {
        return firstUnique(index -> index.lookUp(query)).or(() -> {
            Conditions conditions = new Conditions(query);
            return firstUnique(index -> index.lookUp(query, conditions))
                    .or(() -> Candidates.best(inOrder(conditions, orderBy), limited));
        });
    }

    private Optional<Candidates> firstUnique(Function<UniqueIndex, Optional<Candidates>> lookUp) {
        for (Index<Integer> index : indexes) {
            Optional<Candidates> found = index instanceof UniqueIndex unique ? lookUp.apply(unique) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Candidates> inOrder(Conditions conditions, Document orderBy) {
        List<Candidates> all = new ArrayList<>();
        for (Index<Integer> index : indexes) {
            if (index instanceof OrderedIndex ordered) {
                all.add(ordered.candidates(conditions, orderBy));
            } else if (index instanceof UniqueIndex unique) {
                unique.range(conditions, orderBy, documents).ifPresent(all::add);
            }
        }
        return all;
    }
}
