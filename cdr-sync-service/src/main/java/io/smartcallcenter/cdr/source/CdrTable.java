package io.smartcallcenter.cdr.source;

import static io.smartcallcenter.cdr.source.Columns.CALLDATE;
import static io.smartcallcenter.cdr.source.Columns.SEQUENCE;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in a real database, whatever columns it has. */
final class CdrTable implements CdrSource {

    /** Later than every row: MySQL's own last date. */
    private static final String LAST = "9999-12-31 23:59:59";

    private final DatabaseAccess access;
    private final AsteriskDatabase database;
    private final Dialect dialect;
    private volatile Columns columns;

    CdrTable(DatabaseAccess access, AsteriskDatabase database) {
        this.access = access;
        this.database = database;
        this.dialect = access.dialect();
    }

    /** What the table looks like now; fails with {@link NoCdrTable} if it is none. */
    Uni<Columns> discover() {
        return access.query(dialect.columns(), Tuple.of(database.table()))
                .map(CdrTable::columns)
                .invoke(found -> {
                    NoCdrTable.check(database.table(), found);
                    columns = found;
                });
    }

    private static Columns columns(RowSet<Row> rows) {
        Map<String, String> types = new HashMap<>();
        boolean counter = false;
        for (Row row : rows) {
            types.put(row.getString("name"), row.getString("type"));
            counter |= row.getString("name").equals("id") && isTrue(row.getValue("counter"));
        }
        return Columns.of(types, counter);
    }

    private static boolean isTrue(Object value) {
        return value instanceof Number number ? number.intValue() != 0 : Boolean.TRUE.equals(value);
    }

    @Override
    public Uni<Boolean> hasId() {
        return discover().map(Columns::counter);
    }

    @Override
    public ZoneId zone() {
        return columns != null && dialect.isMoment(columns.type(CALLDATE)) ? ZoneOffset.UTC : database.zone();
    }

    @Override
    public Uni<Page> afterId(long id, Instant since, int size) {
        String sql =
                select("id") + " WHERE id > " + dialect.parameter(1) + " AND (calldate >= " + dialect.timeParameter(2)
                        + " OR " + dialect.zeroDate(CALLDATE) + ") ORDER BY id LIMIT " + dialect.parameter(3);
        return access.query(sql, Tuple.of(id, CdrDates.earliest(since, zone()), size))
                .map(this::page);
    }

    @Override
    public Uni<Page> afterId(long id, long last, Instant from, Instant to, int size) {
        String sql = select("id") + " WHERE id > " + dialect.parameter(1) + " AND id <= " + dialect.parameter(2)
                + " AND calldate >= " + dialect.timeParameter(3) + " AND calldate < " + dialect.timeParameter(4)
                + " ORDER BY id LIMIT " + dialect.parameter(5);
        return access.query(sql, Tuple.of(id, last, CdrDates.earliest(from, zone()), CdrDates.end(to, zone()), size))
                .map(this::page);
    }

    @Override
    public Uni<IdRange> ids(Instant from, Instant to) {
        String sql = "SELECT MIN(id) AS first_id, MAX(id) AS last_id FROM " + dialect.quoted(database.table())
                + " WHERE calldate >= " + dialect.timeParameter(1) + " AND calldate < " + dialect.timeParameter(2);
        return access.query(sql, Tuple.of(CdrDates.earliest(from, zone()), CdrDates.end(to, zone())))
                .map(rows -> rows.iterator().next())
                .map(row -> new IdRange(number(row.getValue("first_id")), number(row.getValue("last_id"))));
    }

    @Override
    public Uni<Long> lastId() {
        return access.query("SELECT MAX(id) AS last_id FROM " + dialect.quoted(database.table()))
                .map(rows -> number(rows.iterator().next().getValue("last_id")));
    }

    @Override
    public Uni<Page> after(Place place, int size) {
        return after(place, LAST, size);
    }

    @Override
    public Uni<Page> after(Place place, String to, int size) {
        String uniqueid = "COALESCE(uniqueid, '')";
        String sequence = columns.has(SEQUENCE) ? "COALESCE(sequence, 0)" : "(0 + 0)";
        String leg = "COALESCE(dstchannel, '')";
        String sql = select("0 AS id") + " WHERE calldate < " + dialect.timeParameter(1) + " AND (calldate > "
                + dialect.timeParameter(2) + " OR (calldate = " + dialect.timeParameter(3) + " AND (" + uniqueid + " > "
                + dialect.parameter(4) + " OR (" + uniqueid + " = " + dialect.parameter(5) + " AND (" + sequence + " > "
                + dialect.parameter(6) + " OR (" + sequence + " = " + dialect.parameter(7) + " AND " + leg + " > "
                + dialect.parameter(8) + ")))))) ORDER BY calldate, " + uniqueid + ", " + sequence + ", " + leg
                + " LIMIT "
                + dialect.parameter(9);
        List<Object> from = List.of(
                to,
                place.calldate(),
                place.calldate(),
                place.uniqueid(),
                place.uniqueid(),
                place.sequence(),
                place.sequence(),
                place.dstchannel(),
                size);
        return access.query(sql, Tuple.from(from)).map(this::page);
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private String select(String id) {
        String read = Stream.concat(
                        Columns.NEEDED.stream(), Stream.concat(Columns.WANTED.stream(), Stream.of(SEQUENCE)))
                .filter(column -> !column.equals(CALLDATE) && columns.has(column))
                .map(dialect::quoted)
                .collect(Collectors.joining(", "));
        return "SELECT " + id + ", " + dialect.timeAsText(CALLDATE) + " AS calldate_text, " + read + " FROM "
                + dialect.quoted(database.table());
    }

    private Page page(RowSet<Row> rows) {
        return new PageReader(database.node(), zone(), rows.columnsNames()).read(rows);
    }
}
