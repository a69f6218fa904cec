package io.smartcallcenter.kpi.rollup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The texts of one blob, each written once. Place 0 is null. */
final class Texts {

    private final List<String> places = new ArrayList<>();

    private Texts(Collection<String> texts) {
        places.add(null);
        places.addAll(texts);
    }

    /** @param any with repetitions and nulls */
    static Texts of(Collection<String> any) {
        TreeSet<String> texts = new TreeSet<>();
        any.stream().filter(Objects::nonNull).forEach(texts::add);
        return new Texts(texts);
    }

    void write(RowWriter writer) {
        writer.number(places.size() - 1L);
        places.stream().filter(Objects::nonNull).forEach(writer::text);
    }

    int place(String text) {
        return places.indexOf(text);
    }

    static Texts read(RowReader reader) {
        int count = reader.count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(reader.text());
        }
        return new Texts(texts);
    }

    String next(RowReader reader) {
        return reader.of(places, reader.number());
    }
}
