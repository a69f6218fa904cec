package io.smartcallcenter.notification.channel;

import java.util.List;

/**
 * Which event types a subscription wants: {@code call.answered}, or {@code call.*} for a family. No pattern means every type.
 */
public record TypeFilter(List<String> patterns) {

    public static final TypeFilter ANY = new TypeFilter(List.of());
    /** More patterns than the contract has event types make no sense. */
    public static final int MAX_PATTERNS = 64;

    public TypeFilter {
        patterns = List.copyOf(patterns);
    }

    /** @param type as in {@code EventCodec.typeOf}, without {@code scc.} and version */
    public boolean matches(String type) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, type));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }
}
