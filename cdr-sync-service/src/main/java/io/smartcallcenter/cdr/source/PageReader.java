package io.smartcallcenter.cdr.source;

import static io.smartcallcenter.cdr.source.Columns.SEQUENCE;
import static io.smartcallcenter.cdr.source.Columns.UNIQUEID;

import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.source.CdrSource.Page;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import io.smartcallcenter.events.Ids;
import io.vertx.mutiny.sqlclient.Row;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rows of one answer, whatever columns they have. Where a column stands is looked up once for all rows: the client would search for it
 * in each.
 */
final class PageReader {

    private final String node;
    private final ZoneId zone;
    private final Map<String, Integer> positions = new HashMap<>();

    /** @param columns in the order of the answer */
    PageReader(String node, ZoneId zone, List<String> columns) {
        this.node = node;
        this.zone = zone;
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i), i);
        }
    }

    Page read(Iterable<Row> rows) {
        List<CdrRow> understood = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int read = 0;
        long lastId = 0;
        Place last = null;
        for (Row row : rows) {
            read++;
            lastId = number(row, "id");
            String calldate = text(row, "calldate_text");
            String uniqueid = text(row, UNIQUEID);
            last = new Place(calldate, uniqueid, number(row, SEQUENCE), text(row, "dstchannel"));
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
        String dstchannel = text(row, "dstchannel");
        long sequence = sequence(row, calldate, dstchannel);
        return new CdrRow(
                Ids.call(node, linkedid),
                uniqueid,
                sequence,
                CdrDates.instant(calldate, zone),
                text(row, "src"),
                text(row, "dst"),
                text(row, "channel"),
                dstchannel,
                text(row, "lastapp"),
                text(row, "disposition"),
                number(row, "duration"),
                number(row, "billsec"),
                CdrRow.Extras.of(column -> text(row, column)));
    }

    /**
     * A leg without a number in its call is told from the others by when and where it went. FreePBX's default 0 is none where linkedid was not
     * written either.
     */
    private long sequence(Row row, String calldate, String dstchannel) {
        return value(row, SEQUENCE) instanceof Number number
                        && (number.longValue() != 0 || !text(row, "linkedid").isBlank())
                ? number.longValue()
                : (calldate + dstchannel).hashCode() & 0x7FFFFFFFL;
    }

    /** FreePBX's columns are NOT NULL; a table made by hand may have others, of other types, or not have them. */
    private String text(Row row, String column) {
        Object value = value(row, column);
        return value == null ? "" : value.toString();
    }

    private long number(Row row, String column) {
        Object value = value(row, column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String text && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private Object value(Row row, String column) {
        Integer position = positions.get(column);
        return position == null ? null : row.getValue(position);
    }
}
