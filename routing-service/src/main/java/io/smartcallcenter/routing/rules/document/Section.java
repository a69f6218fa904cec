package io.smartcallcenter.routing.rules.document;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What one section of the document defines, by name.
 *
 * @param what for people: {@code flow}
 * @param read without those that have faults
 * @param names with those that have faults: a reference to one is no further fault
 */
record Section<T>(String what, Map<String, T> read, Set<String> names) {

    static final int MOST_NAME = 80;

    /** @param reader gives null after a fault */
    static <T> Section<T> of(Node node, String what, int most, BiFunction<String, Node, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        if (node.atMost(most)) {
            node.entries((name, each) -> {
                names.add(name);
                if (!Node.label(name, MOST_NAME)) {
                    each.fault("a name has 1 to " + MOST_NAME + " characters and no control characters");
                    return;
                }
                T one = reader.apply(name, each);
                if (one != null) {
                    read.put(name, one);
                }
            });
        }
        return new Section<>(what, read, names);
    }

    /** What has the name that stands there; null after a fault, or if no name is given. */
    T find(Node reference) {
        String name = reference.text(null);
        if (name != null && !names.contains(name)) {
            reference.fault("no " + what + " named '" + name + "'");
        }
        return name == null ? null : read.get(name);
    }
}
