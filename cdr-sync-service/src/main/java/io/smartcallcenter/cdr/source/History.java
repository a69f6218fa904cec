package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.source.CdrSource.IdRange;
import io.smartcallcenter.cdr.source.CdrSource.Page;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import io.smartcallcenter.cdr.source.Importer.Running;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rows of long ago, a page at a time; beside the live import, on the other connection. */
@ApplicationScoped
public class History {

    /**
     * A table without an id is read day by day: the server sorts the rows of a day for each page, not those of years. A day with a change of the
     * clocks is a little longer or shorter.
     */
    private static final Duration SLICE = Duration.ofDays(1);

    private final Importer importer;
    private final CdrSettings settings;

    /** By node, of the tables that have ids and are being read. */
    private final Map<String, Ids> ids = new ConcurrentHashMap<>();

    History(Importer importer, CdrSettings settings) {
        this.importer = importer;
        this.settings = settings;
    }

    /** @param of the settings by which they were asked for */
    private record Ids(Running of, IdRange range) {}

    /**
     * How far it is.
     *
     * @param from inclusive, {@code to} exclusive
     * @param table of which the place is; null at the beginning
     * @param lastId 0 at the beginning, or without an id
     * @param place null at the beginning, or with an id
     */
    public record Step(Instant from, Instant to, String table, long lastId, Place place) {

        private Step at(String of, long id, Place reached) {
            return new Step(from, to, of, id, reached);
        }
    }

    /**
     * A page that was read.
     *
     * @param next where the one after it begins
     * @param fraction of the way, 0..1
     * @param end whether there is none after it
     */
    public record Leaf(Page page, Step next, double fraction, boolean end) {

        /** Rows, with those that are not understood. */
        public int rows() {
            return page.read();
        }
    }

    /** Whether the node's rows are read now. */
    public boolean knows(String node) {
        return importer.running(node).isPresent();
    }

    /** For people. */
    public String reason(Throwable failure) {
        return Reasons.of(failure);
    }

    /** Reads the page that begins here; fails with {@link OtherTable} if this is a place in another table than the node's, or in another zone. */
    public Uni<Leaf> read(String node, Step at) {
        Running running = running(node);
        if (at.table != null && !at.table.equals(table(running))) {
            return Uni.createFrom().failure(new OtherTable(node));
        }
        boolean begins = at.lastId == 0 && at.place == null;
        Ids known = ids.get(node);
        Uni<Leaf> leaf = begins || known == null || known.of != running
                ? running.source().hasId().chain(hasId -> hasId ? begin(running, at) : byCalldate(running, at))
                : byId(running, at, known.range);
        return leaf.onFailure().invoke(() -> ids.remove(node));
    }

    /** @return how many of its rows were new */
    public Uni<Long> store(String node, Leaf leaf) {
        return running(node).store().saveHistory(leaf.page.rows(), Instant.now());
    }

    private Running running(String node) {
        return importer.running(node).orElseThrow(() -> new IllegalStateException("its rows are not read"));
    }

    /** With the zone in which its calldates are read. */
    private static String table(Running running) {
        return running.database().address() + " " + running.database().zone();
    }

    private Uni<Leaf> begin(Running running, Step at) {
        return running.source().ids(at.from, at.to).chain(range -> {
            ids.put(running.database().node(), new Ids(running, range));
            return byId(running, at.at(at.table, Math.max(at.lastId, range.first() - 1), null), range);
        });
    }

    private Uni<Leaf> byId(Running running, Step at, IdRange range) {
        return page(running.source().afterId(at.lastId, range.last(), at.from, at.to, settings.pageSize()))
                .map(page -> {
                    boolean end = !page.full(settings.pageSize()) || page.lastId() >= range.last();
                    if (end) {
                        ids.remove(running.database().node());
                    }
                    long last = page.read() == 0 ? at.lastId : page.lastId();
                    double fraction =
                            (double) (last - range.first() + 1) / Math.max(1, range.last() - range.first() + 1);
                    return new Leaf(page, at.at(table(running), last, null), Math.min(1, Math.max(0, fraction)), end);
                });
    }

    private Uni<Leaf> byCalldate(Running running, Step at) {
        ZoneId zone = running.source().zone();
        Place place = at.place == null ? Place.before(CdrDates.earliest(at.from, zone)) : at.place;
        Instant begin = CdrDates.instant(place.calldate(), zone);
        Instant sliceEnd = earlier(begin.plus(SLICE), at.to);
        String end = CdrDates.end(sliceEnd, zone);
        return page(running.source().after(place, end, settings.pageSize())).map(page -> {
            boolean sliceIsRead = !page.full(settings.pageSize());
            Place next = sliceIsRead ? Place.before(end) : page.last();
            Instant reached =
                    sliceIsRead ? sliceEnd : CdrDates.instant(page.last().calldate(), zone);
            double fraction = (double) Duration.between(at.from, reached).toMillis()
                    / Duration.between(at.from, at.to).toMillis();
            boolean last = sliceIsRead && !sliceEnd.isBefore(at.to);
            return new Leaf(page, at.at(table(running), 0, next), Math.min(1, Math.max(0, fraction)), last);
        });
    }

    private Uni<Page> page(Uni<Page> reading) {
        return reading.ifNoItem().after(settings.queryTimeout()).fail();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
