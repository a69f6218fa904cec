package io.smartcallcenter.kpi.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of moments as disjoint, sorted, half-open intervals; all in µs since the epoch. */
public record Intervals(List<Span> spans) {

    public static final Intervals NONE = new Intervals(List.of());

    /** From {@code start} inclusive to {@code end} exclusive. */
    public record Span(long start, long end) {}

    public Intervals {
        spans = List.copyOf(spans);
    }

    /** The union of any spans, in any order; empty ones are dropped. */
    public static Intervals of(List<Span> any) {
        List<Span> sorted = new ArrayList<>(any);
        sorted.removeIf(span -> span.start >= span.end);
        sorted.sort(Comparator.comparingLong(Span::start));
        List<Span> united = new ArrayList<>();
        for (Span span : sorted) {
            Span last = united.isEmpty() ? null : united.get(united.size() - 1);
            if (last != null && span.start <= last.end) {
                united.set(united.size() - 1, new Span(last.start, Math.max(last.end, span.end)));
            } else {
                united.add(span);
            }
        }
        return new Intervals(united);
    }

    public Intervals union(Intervals other) {
        List<Span> both = new ArrayList<>(spans);
        both.addAll(other.spans);
        return of(both);
    }

    public Intervals intersect(Intervals other) {
        List<Span> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < spans.size() && j < other.spans.size()) {
            Span a = spans.get(i);
            Span b = other.spans.get(j);
            common.add(new Span(Math.max(a.start, b.start), Math.min(a.end, b.end)));
            if (a.end < b.end) {
                i++;
            } else {
                j++;
            }
        }
        return of(common);
    }

    public Intervals minus(Intervals other) {
        return intersect(new Intervals(other.complement()));
    }

    private List<Span> complement() {
        List<Span> outside = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (Span span : spans) {
            outside.add(new Span(from, span.start));
            from = span.end;
        }
        outside.add(new Span(from, Long.MAX_VALUE));
        return outside;
    }

    public Intervals clip(long from, long to) {
        return intersect(of(List.of(new Span(from, to))));
    }

    public long totalMs() {
        return spans.stream().mapToLong(span -> span.end - span.start).sum() / 1000;
    }
}
