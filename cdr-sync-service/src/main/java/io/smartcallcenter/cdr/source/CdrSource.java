package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The PBX's table of call detail records, page by page. */
public interface CdrSource {

    /**
     * @param rows those that are understood
     * @param unreadable what the others are, and why, for people
     * @param read how many stood on the page
     * @param lastId of the last of them; 0 = the page is empty, or the table has no id
     * @param last the place of the last of them; null = the page is empty
     */
    record Page(List<CdrRow> rows, List<String> unreadable, int read, long lastId, Place last) {
        boolean full(int size) {
            return read >= size;
        }
    }

    /** The order of a table without id; {@code calldate} as the database writes it. */
    record Place(String calldate, String uniqueid, long sequence, String dstchannel) {

        /** Before every row of this moment. */
        static Place before(String calldate) {
            return new Place(calldate, "", -1, "");
        }
    }

    /** Whether the table has an auto-increment column {@code id}: then ids count up in the order of arrival. */
    Uni<Boolean> hasId();

    /** In which {@code calldate} is written; to be asked after {@link #hasId}. */
    ZoneId zone();

    /** @param since earlier ones are left out, but not those with a zero date: they may be of any time */
    Uni<Page> afterId(long id, Instant since, int size);

    /**
     * Rows with a calldate of a range, in the order of their ids.
     *
     * @param last the highest id that is asked for
     * @param from inclusive, {@code to} exclusive
     */
    Uni<Page> afterId(long id, long last, Instant from, Instant to, int size);

    /** The highest id of the table; 0 if it is empty. */
    Uni<Long> lastId();

    /** Rows after a place, with a calldate before {@code to}. */
    Uni<Page> after(Place place, String to, int size);

    /** The first and the last id of the rows of a range of calldate; 0 where there is none. */
    Uni<IdRange> ids(Instant from, Instant to);

    /** Both inclusive. */
    record IdRange(long first, long last) {}

    /** Without those that have a zero date. */
    Uni<Page> after(Place place, int size);
}
