package io.smartcallcenter.virtual.scenario.script.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A place in the file that knows its path, and notes faults instead of throwing them, so that all are said at once. */
record Node(String path, JsonNode value, List<String> faults) {

    private static final int MOST_ELEMENTS = 10_000;

    Node get(String key) {
        return new Node(path.isEmpty() ? key : path + "." + key, value.path(key), faults);
    }

    boolean has(String key) {
        return value.hasNonNull(key);
    }

    boolean missing() {
        return value.isMissingNode() || value.isNull();
    }

    void fault(String message) {
        faults.add((path.isEmpty() ? "the file" : path) + ": " + message);
    }

    /** Every element of a list; a missing list is empty. */
    <T> List<T> each(Function<Node, T> read) {
        List<T> all = new ArrayList<>();
        if (missing()) {
            return all;
        }
        if (!value.isArray() || value.size() > MOST_ELEMENTS) {
            fault("must be a list of at most " + MOST_ELEMENTS);
            return all;
        }
        for (int i = 0; i < value.size(); i++) {
            T one = read.apply(new Node(path + "[" + i + "]", value.get(i), faults));
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Every entry of a mapping; a missing one is empty. */
    <T> Map<String, T> entries(Function<Node, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        if (missing()) {
            return all;
        }
        if (!value.isObject()) {
            fault("must be a mapping");
            return all;
        }
        value.fieldNames().forEachRemaining(name -> {
            T one = read.apply(get(name));
            if (one != null) {
                all.put(name, one);
            }
        });
        return all;
    }

    /** Whether this is a mapping with these keys only: a misspelt key would otherwise be ignored in silence. */
    boolean mappingOf(Set<String> keys) {
        if (!value.isObject()) {
            fault("must be a mapping with some of " + keys.stream().sorted().toList());
            return false;
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!keys.contains(name)) {
                get(name)
                        .fault("unknown key, known are "
                                + keys.stream().sorted().toList());
            }
        });
        return true;
    }

    String text(String whenMissing) {
        if (missing()) {
            return whenMissing;
        }
        if (!value.isTextual()) {
            fault("must be a text in quotes");
            return whenMissing;
        }
        return value.textValue();
    }

    String matching(Pattern pattern, String what, String whenMissing) {
        if (missing() && whenMissing == null) {
            fault("is missing: " + what);
        }
        String text = text(null);
        if (text == null) {
            return whenMissing;
        }
        if (!pattern.matcher(text).matches()) {
            fault("'" + text + "' is not " + what);
            return whenMissing;
        }
        return text;
    }

    int whole(int from, int to, int whenMissing) {
        if (missing()) {
            return whenMissing;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < from || value.intValue() > to) {
            fault("must be a whole number, " + from + " to " + to);
            return whenMissing;
        }
        return value.intValue();
    }

    double number(double from, double to, double whenMissing) {
        if (missing()) {
            return whenMissing;
        }
        if (!value.isNumber() || value.doubleValue() < from || value.doubleValue() > to) {
            fault("must be a number, " + from + " to " + to);
            return whenMissing;
        }
        return value.doubleValue();
    }

    boolean yes(boolean whenMissing) {
        if (missing()) {
            return whenMissing;
        }
        if (!value.isBoolean()) {
            fault("must be true or false");
            return whenMissing;
        }
        return value.booleanValue();
    }

    Duration duration(Duration whenMissing) {
        String text = text(null);
        if (text == null) {
            return whenMissing;
        }
        Duration length = Durations.length(text);
        if (length == null) {
            fault("'" + text + "' is not a duration such as 4 s, 500 ms, 2 min, 1 h");
            return whenMissing;
        }
        return length;
    }
}
