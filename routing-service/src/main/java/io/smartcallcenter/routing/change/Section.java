package io.smartcallcenter.routing.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The sections of the document whose parts can be changed one by one. */
public enum Section {
    HOURS,
    FLOWS,
    QUEUES,
    OPERATORS,
    CALLERS,
    /** A list; each part is known by its {@code number}. The others are mappings by name. */
    NUMBERS;

    /** As in the document and in the paths of the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Section> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
