package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.events.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The statements; {@code calldate} travels as text, because a zero date of MySQL is no date for anybody else. */
@ApplicationScoped
class CdrTable implements CdrSource {

    private static final String COLUMNS =
            "DATE_FORMAT(calldate, '%Y-%m-%d %H:%i:%s') AS calldate_text, src, dst, channel,"
                    + " dstchannel, lastapp, disposition, duration, billsec, uniqueid, linkedid, sequence";
    private static final String HAS_ID = "SELECT COUNT(*) AS ids FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
            + " DATABASE() AND TABLE_NAME = 'cdr' AND COLUMN_NAME = 'id' AND EXTRA LIKE '%auto_increment%'";
    private static final String BY_ID = "SELECT id, " + COLUMNS
            + " FROM cdr WHERE id > ? AND (calldate >= ? OR calldate =" + " '0000-00-00 00:00:00') ORDER BY id LIMIT ?";
    private static final String BY_CALLDATE =
            "SELECT 0 AS id, " + COLUMNS + " FROM cdr WHERE calldate > ? OR (calldate = ?"
                    + " AND (COALESCE(uniqueid, '') > ? OR (COALESCE(uniqueid, '') = ? AND COALESCE(sequence, 0) > ?)))"
                    + " ORDER BY calldate, COALESCE(uniqueid, ''), COALESCE(sequence, 0) LIMIT ?";

    private final Pool pool;
    private final CdrSettings settings;

    CdrTable(Pool pool, CdrSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    @Override
    public Uni<Boolean> hasId() {
        return pool.query(HAS_ID).execute().map(rows -> rows.iterator().next().getLong("ids") > 0);
    }

    @Override
    public Uni<Page> afterId(long id, Instant since, int size) {
        return pool.preparedQuery(BY_ID)
                .execute(Tuple.of(id, CdrDates.text(since, settings.zone()), size))
                .map(this::page);
    }

    @Override
    public Uni<Page> after(Place place, int size) {
        Tuple from = Tuple.from(List.of(
                place.calldate(), place.calldate(), place.uniqueid(), place.uniqueid(), place.sequence(), size));
        return pool.preparedQuery(BY_CALLDATE).execute(from).map(this::page);
    }

    private Page page(Iterable<Row> rows) {
        List<CdrRow> understood = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int read = 0;
        long lastId = 0;
        Place last = null;
        for (Row row : rows) {
            read++;
            lastId = number(row, "id");
            String calldate = text(row, "calldate_text");
            String uniqueid = text(row, "uniqueid");
            last = new Place(calldate, uniqueid, number(row, "sequence"));
            try {
                understood.add(cdr(row, calldate, uniqueid));
            } catch (RuntimeException refused) {
                unreadable.add(
                        "id " + lastId + " of " + calldate + ", uniqueid '" + uniqueid + "': " + refused.getMessage());
            }
        }
        return new Page(understood, unreadable, read, lastId, last);
    }

    private CdrRow cdr(Row row, String calldate, String uniqueid) {
        String linkedid = text(row, "linkedid").isBlank() ? uniqueid : text(row, "linkedid");
        if (linkedid.isBlank()) {
            throw new IllegalArgumentException("it has neither linkedid nor uniqueid");
        }
        return new CdrRow(
                Ids.call(settings.node(), linkedid),
                uniqueid,
                number(row, "sequence"),
                CdrDates.instant(calldate, settings.zone()),
                text(row, "src"),
                text(row, "dst"),
                text(row, "channel"),
                text(row, "dstchannel"),
                text(row, "lastapp"),
                text(row, "disposition"),
                number(row, "duration"),
                number(row, "billsec"));
    }

    /** FreePBX's columns are NOT NULL; a table made by hand may have others. */
    private static String text(Row row, String column) {
        Object value = row.getValue(column);
        return value == null ? "" : value.toString();
    }

    private static long number(Row row, String column) {
        return row.getValue(column) instanceof Number number ? number.longValue() : 0;
    }
}
