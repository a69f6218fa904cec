package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A query whose conditions that a text is one of many ({@code $in}) cost one look into a set each: the library compares the
 * text with every one of them. They are decided here only for fields that hold a text; for all else the library is asked.
 */
final class TextConditions {

    /** As many are compared as fast as looked up. */
    private static final int FEW = 4;

    private final Document query;
    private final Map<String, Set<?>> texts = new HashMap<>();
    private final List<Document> others = new ArrayList<>();
    private final Document rest;

    TextConditions(Document query) {
        this.query = query;
        collect(query);
        this.rest = others.isEmpty() ? new Document() : new Document("$and", others);
    }

    private void collect(Document part) {
        part.forEach((field, value) -> {
            if (field.equals("$and") && value instanceof Collection<?> all && allAre(Document.class, all)) {
                all.forEach(each -> collect((Document) each));
            } else if (!isOneOfManyTexts(field, value)) {
                others.add(new Document(field, value));
            }
        });
    }

    private boolean isOneOfManyTexts(String field, Object value) {
        if (field.startsWith("$")
                || field.contains(".")
                || !(value instanceof Document operators)
                || operators.size() != 1
                || !(operators.get("$in") instanceof Collection<?> all)
                || all.size() <= FEW
                || !allAre(String.class, all)) {
            return false;
        }
        return texts.putIfAbsent(field, new HashSet<>(all)) == null;
    }

    private static boolean allAre(Class<?> type, Collection<?> all) {
        return all.stream().allMatch(type::isInstance);
    }

    /**
     * @param asked the query this was made of, or any other one
     * @param library decides everything
     */
    boolean matches(Document document, Document asked, BiPredicate<Document, Document> library) {
        if (asked != query || texts.isEmpty() || !allAreTexts(document)) {
            return library.test(document, asked);
        }
        return texts.entrySet().stream().allMatch(each -> each.getValue().contains(document.get(each.getKey())))
                && library.test(document, rest);
    }

    private boolean allAreTexts(Document document) {
        return texts.keySet().stream().allMatch(field -> document.get(field) instanceof String);
    }
}
