package io.smartcallcenter.kpi.document;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

/** The values of a document by dotted path, from the store or from a {@link Contribution}; an absent one is null. */
public record Fields(Map<String, Object> values) {

    public Fields {
        values = Map.copyOf(values);
    }

    public String text(String path) {
        return (String) values.get(path);
    }

    public Long number(String path) {
        return (Long) values.get(path);
    }

    public boolean flag(String path) {
        return Boolean.TRUE.equals(values.get(path));
    }

    public Instant time(String path) {
        return (Instant) values.get(path);
    }

    /** Every field below {@code path}, by the last part of its name, in no order. */
    public void below(String path, BiConsumer<String, Object> each) {
        String prefix = path + ".";
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                each.accept(name.substring(prefix.length()), value);
            }
        });
    }
}
