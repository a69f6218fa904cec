package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.events.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The statements; {@code calldate} travels as text, because a zero date of MySQL is no date for anybody else. */
@ApplicationScoped
public class CdrTable {

    private static final Logger LOG = Logger.getLogger(CdrTable.class);
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String COLUMNS =
            "DATE_FORMAT(calldate, '%Y-%m-%d %H:%i:%s') AS calldate_text, src, dst, channel,"
                    + " dstchannel, lastapp, disposition, duration, billsec, uniqueid, linkedid, sequence";
    private static final String HAS_ID = "SELECT COUNT(*) AS ids FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
            + " DATABASE() AND TABLE_NAME = 'cdr' AND COLUMN_NAME = 'id' AND EXTRA LIKE '%auto_increment%'";
    private static final String BY_ID = "SELECT id, " + COLUMNS + " FROM cdr WHERE id > ? ORDER BY id LIMIT ?";
    private static final String BY_CALLDATE =
            "SELECT 0 AS id, " + COLUMNS + " FROM cdr WHERE calldate > ? OR (calldate = ?"
                    + " AND (uniqueid > ? OR (uniqueid = ? AND sequence > ?))) ORDER BY calldate, uniqueid, sequence LIMIT ?";

    private final Pool pool;
    private final CdrSettings settings;

    CdrTable(Pool pool, CdrSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** Where a page ended, and what stood on it. Rows that cannot be understood are left out, with a warning. */
    public record Page(List<CdrRow> rows, int read, long lastId, Place last) {
        public boolean full(int size) {
            return read >= size;
        }
    }

    /** The order of a table without id. */
    public record Place(String calldate, String uniqueid, long sequence) {}

    /** Whether the table has an auto-increment column {@code id}: then ids count up in the order of arrival. */
    public Uni<Boolean> hasId() {
        return pool.query(HAS_ID).execute().map(rows -> rows.iterator().next().getLong("ids") > 0);
    }

    public Uni<Page> afterId(long id, int size) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id, size)).map(this::page);
    }

    public Uni<Page> after(Place place, int size) {
        Tuple from = Tuple.from(List.of(
                place.calldate(), place.calldate(), place.uniqueid(), place.uniqueid(), place.sequence(), size));
        return pool.preparedQuery(BY_CALLDATE).execute(from).map(this::page);
    }

    private Page page(Iterable<Row> rows) {
        List<CdrRow> understood = new ArrayList<>();
        int read = 0;
        long lastId = 0;
        Place last = null;
        for (Row row : rows) {
            read++;
            lastId = row.getLong("id");
            String calldate = text(row, "calldate_text");
            last = new Place(calldate, text(row, "uniqueid"), row.getLong("sequence"));
            CdrRow cdr = cdr(row, calldate);
            if (cdr != null) {
                understood.add(cdr);
            }
        }
        return new Page(understood, read, lastId, last);
    }

    private CdrRow cdr(Row row, String calldate) {
        String uniqueid = text(row, "uniqueid");
        String linkedid = text(row, "linkedid").isBlank() ? uniqueid : text(row, "linkedid");
        if (linkedid.isBlank()) {
            LOG.warnf("CDR row of %s skipped: it has neither linkedid nor uniqueid", calldate);
            return null;
        }
        return new CdrRow(
                Ids.call(settings.node(), linkedid),
                uniqueid,
                row.getLong("sequence"),
                instant(calldate, linkedid),
                text(row, "src"),
                text(row, "dst"),
                text(row, "channel"),
                text(row, "dstchannel"),
                text(row, "lastapp"),
                text(row, "disposition"),
                row.getLong("duration"),
                row.getLong("billsec"));
    }

    /** A zero date cannot be placed: the row keeps its call, at the epoch. */
    private Instant instant(String calldate, String linkedid) {
        try {
            return LocalDateTime.parse(calldate, TEXT).atZone(settings.zone()).toInstant();
        } catch (DateTimeException e) {
            LOG.warnf("CDR row of call %s has the calldate '%s'", linkedid, calldate);
            return Instant.EPOCH;
        }
    }

    private static String text(Row row, String column) {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    /** The text of the database for a moment. */
    static String minus(String calldate, Duration window) {
        return LocalDateTime.parse(calldate, TEXT).minus(window).format(TEXT);
    }
}
