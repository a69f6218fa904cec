package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.List;

/** The PBX's table of call detail records, page by page. */
interface CdrSource {

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
    record Place(String calldate, String uniqueid, long sequence) {}

    /** Whether the table has an auto-increment column {@code id}: then ids count up in the order of arrival. */
    Uni<Boolean> hasId();

    /** @param since earlier ones are left out, but not those with a zero date: they may be of any time */
    Uni<Page> afterId(long id, Instant since, int size);

    /** Without those that have a zero date. */
    Uni<Page> after(Place place, int size);
}
