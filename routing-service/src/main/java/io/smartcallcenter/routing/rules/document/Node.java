package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.DialplanText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** A place in the document that knows its path, and notes faults instead of throwing them, so that all are said at once. */
record Node(String path, JsonNode value, Faults faults) {

    private static final int MOST_KEY = 200;

    Node get(String key) {
        return new Node(path.isEmpty() ? key : path + "." + key, value.path(key), faults);
    }

    boolean has(String key) {
        return value.hasNonNull(key);
    }

    boolean missing() {
        return value.isMissingNode() || value.isNull();
    }

    /** Otherwise {@link #text} has said already that it is no text. */
    boolean textOrMissing() {
        return missing() || value.isTextual();
    }

    void fault(String message) {
        faults.add(path, message);
    }

    /** Every element of a list; a missing list is empty. */
    <T> List<T> each(BiFunction<Node, Integer, T> read) {
        List<T> all = new ArrayList<>();
        if (missing()) {
            return all;
        }
        if (!value.isArray()) {
            fault("must be a list");
            return all;
        }
        for (int i = 0; i < value.size(); i++) {
            T one = read.apply(new Node(path + "[" + i + "]", value.get(i), faults), i);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Every element of a list; of one that has more than {@code most} none. */
    <T> List<T> each(int most, BiFunction<Node, Integer, T> read) {
        return atMost(most) ? each(read) : List.of();
    }

    /** Whether this is a mapping with these keys only: a misspelt key would otherwise be ignored in silence. */
    boolean mappingOf(Set<String> keys) {
        if (!value.isObject()) {
            fault("must be a mapping with some of " + sorted(keys));
            return false;
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!keys.contains(name)) {
                get(name).fault("unknown key, known are " + sorted(keys));
            }
        });
        return true;
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
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

    /** Every entry of a mapping; a missing one is empty. */
    void entries(BiConsumer<String, Node> read) {
        if (missing()) {
            return;
        }
        if (!value.isObject()) {
            fault("must be a mapping");
            return;
        }
        value.fieldNames().forEachRemaining(name -> {
            // Every path below it would have it, too.
            if (name.length() > MOST_KEY) {
                fault("a key has more than " + MOST_KEY + " characters");
            } else {
                read.accept(name, get(name));
            }
        });
    }

    int whole(int whenMissing) {
        if (missing()) {
            return whenMissing;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            fault("must be a whole number");
            return whenMissing;
        }
        return value.intValue();
    }

    int whole(int whenMissing, int least, int most) {
        int whole = whole(whenMissing);
        if (value.canConvertToInt() && value.isIntegralNumber() && (whole < least || whole > most)) {
            fault("must be " + least + " to " + most);
        }
        return whole;
    }

    /** A text for people, of 1 to {@code most} characters; null if it is missing. */
    String label(int most) {
        String text = text(null);
        if (text != null && !label(text, most)) {
            fault("must have 1 to " + most + " characters and no control characters");
        }
        return text;
    }

    static boolean label(String text, int most) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= most
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** @param what is expected, for people */
    String like(Pattern allowed, String what) {
        String text = text("");
        if (value.isTextual() && !allowed.matcher(text).matches()) {
            fault("'" + text + "' is no " + what);
        }
        return text;
    }

    /** Whether a list or mapping has no more elements than this: what is larger is not looked at any further. */
    boolean atMost(int most) {
        if (value.size() > most) {
            fault("has " + value.size() + " elements, more than " + most);
        }
        return value.size() <= most;
    }

    /** The text, checked as the gateway checks it: what it would refuse for every call is a fault of the document. */
    String of(DialplanText kind) {
        if (missing()) {
            fault("is missing");
            return "";
        }
        String text = text("");
        if (value.isTextual() && !kind.accepts(text)) {
            fault("'" + text + "' is no " + kind.rule());
        }
        return text;
    }

    int seconds(int whenMissing, int least, int most) {
        if (missing()) {
            return whenMissing;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            fault("must be a whole number of seconds, " + least + " to " + most);
            return whenMissing;
        }
        return value.intValue();
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

    <E extends Enum<E>> E oneOf(Class<E> type, E whenMissing) {
        String text = text(null);
        if (text == null) {
            return whenMissing;
        }
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equalsIgnoreCase(text)) {
                return constant;
            }
        }
        fault("'" + text + "' is none of "
                + Arrays.stream(type.getEnumConstants()).map(Node::word).toList());
        return whenMissing;
    }

    /** As it is written in a document: {@code best-operator}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
