package io.smartcallcenter.virtual.ami;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One action packet of a client; keys are case-insensitive. */
final class Action {

    private final Map<String, String> fields = new LinkedHashMap<>();

    static Action parse(String packet) {
        Action action = new Action();
        for (String line : packet.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String key = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
                action.fields.put(key, line.substring(colon + 1).trim());
            }
        }
        return action;
    }

    String name() {
        return get("action");
    }

    /** Null when the client gave none. */
    String id() {
        return fields.get("actionid");
    }

    /** Empty when missing. */
    String get(String key) {
        return fields.getOrDefault(key.toLowerCase(Locale.ROOT), "");
    }

    boolean has(String key) {
        return !get(key).isEmpty();
    }

    boolean isTrue(String key) {
        return switch (get(key).toLowerCase(Locale.ROOT)) {
            case "yes", "true", "y", "t", "1", "on" -> true;
            default -> false;
        };
    }
}
