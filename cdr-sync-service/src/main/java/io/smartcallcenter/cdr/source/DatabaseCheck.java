package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.source.Check.Result;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tries a database step by step, on a connection of its own: each check needs those before it. */
@ApplicationScoped
public class DatabaseCheck {

    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(5);

    /** More rows are not counted. */
    private static final int MOST_COUNTED = 10_000;

    private final Vertx vertx;
    private final Connections connections;

    DatabaseCheck(Vertx vertx, CdrSettings settings) {
        this.vertx = vertx;
        this.connections = new Connections(
                vertx,
                settings.queryTimeout().compareTo(LONGEST_STATEMENT) < 0 ? settings.queryTimeout() : LONGEST_STATEMENT);
    }

    /** One after the other; never fails. */
    public Uni<List<Check>> run(AsteriskDatabase database) {
        Dialect dialect = Dialect.of(database.type());
        List<Check> done = new ArrayList<>();
        return reachable(database, done)
                .chain(() -> connected(database, done))
                .chain(access -> table(access, database, dialect, done)
                        .chain(columns -> privileges(access, database, dialect, done)
                                .chain(() -> clock(access, dialect, done))
                                .chain(() -> rows(access, database, dialect, columns, done)))
                        .eventually(access::close))
                .onFailure()
                .recoverWithNull()
                .map(end -> Check.withSkipped(done));
    }

    private Uni<Void> reachable(AsteriskDatabase database, List<Check> done) {
        NetClient client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS));
        return step(Check.REACHABLE, done, () -> client.connect(database.port(), database.host())
                        .replaceWith("somebody listens on " + database.host() + ":" + database.port()))
                .eventually(client::close);
    }

    /** Login and database are one exchange: the error says which of them is refused. */
    private Uni<DatabaseAccess> connected(AsteriskDatabase database, List<Check> done) {
        DatabaseAccess access = connections.open(database, 1);
        long begun = System.nanoTime();
        return access.connect()
                .invoke(() -> {
                    done.add(Check.of(Check.LOGIN, Result.OK, begun, "as " + database.username()));
                    done.add(Check.of(Check.DATABASE, Result.OK, begun, database.database()));
                })
                .onFailure()
                .invoke(failure -> {
                    if (Reasons.isDatabase(failure)) {
                        done.add(Check.of(Check.LOGIN, Result.OK, begun, "as " + database.username()));
                        done.add(Check.of(Check.DATABASE, Result.FAILED, begun, Reasons.of(failure)));
                    } else {
                        done.add(Check.of(Check.LOGIN, Result.FAILED, begun, Reasons.of(failure)));
                    }
                })
                .onFailure()
                .call(access::close)
                .replaceWith(access);
    }

    private Uni<Columns> table(DatabaseAccess access, AsteriskDatabase database, Dialect dialect, List<Check> done) {
        long begun = System.nanoTime();
        return new CdrTable(access, database)
                .discover()
                .invoke(columns -> {
                    done.add(Check.of(Check.TABLE, Result.OK, begun, database.table()));
                    done.add(
                            Check.of(
                                    Check.COLUMNS,
                                    columns.counter() ? Result.OK : Result.WARNING,
                                    begun,
                                    columns.types().size() + " columns, "
                                            + (columns.counter()
                                                    ? "with an id that counts up"
                                                    : "without an id that counts up: a window of calldate is read again each time")));
                })
                .onFailure()
                .invoke(failure -> {
                    boolean isThere = failure instanceof NoCdrTable no && no.isThere();
                    if (isThere) {
                        done.add(Check.of(Check.TABLE, Result.OK, begun, database.table()));
                    }
                    done.add(
                            Check.of(isThere ? Check.COLUMNS : Check.TABLE, Result.FAILED, begun, Reasons.of(failure)));
                });
    }

    private static Uni<Void> privileges(
            DatabaseAccess access, AsteriskDatabase database, Dialect dialect, List<Check> done) {
        long begun = System.nanoTime();
        return dialect.mayWrite(access, database.table())
                .invoke(writes -> done.add(
                        writes
                                ? Check.of(
                                        Check.PRIVILEGES,
                                        Result.WARNING,
                                        begun,
                                        "the user may write: a user who may only read is enough")
                                : Check.of(Check.PRIVILEGES, Result.OK, begun, "the user may only read")))
                .onFailure()
                .invoke(failure -> done.add(Check.of(Check.PRIVILEGES, Result.WARNING, begun, Reasons.of(failure))))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Uni<Void> clock(DatabaseAccess access, Dialect dialect, List<Check> done) {
        long begun = System.nanoTime();
        return access.query(dialect.now())
                .map(rows -> CdrDates.instant(rows.iterator().next().getString("now"), ZoneOffset.UTC))
                .invoke(now -> {
                    Duration ahead = Duration.between(Instant.now(), now);
                    boolean same = ahead.abs().compareTo(CLOCKS_MAY_DIFFER) <= 0;
                    done.add(Check.of(
                            Check.CLOCK,
                            same ? Result.OK : Result.WARNING,
                            begun,
                            same ? "the same as ours" : "differs from ours by " + ahead.toSeconds() + " s"));
                })
                .onFailure()
                .invoke(failure -> done.add(Check.of(Check.CLOCK, Result.FAILED, begun, Reasons.of(failure))))
                .replaceWithVoid();
    }

    private static Uni<Void> rows(
            DatabaseAccess access, AsteriskDatabase database, Dialect dialect, Columns columns, List<Check> done) {
        long begun = System.nanoTime();
        String table = dialect.quoted(database.table());
        String sql = "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM " + table + " LIMIT " + MOST_COUNTED
                + ") first_rows) AS counted, (SELECT " + dialect.timeAsText("MAX(calldate)") + " FROM " + table
                + ") AS latest";
        return access.query(sql)
                .map(found -> found.iterator().next())
                .invoke(row -> done.add(Check.of(Check.ROWS, Result.OK, begun, seen(row))))
                .onFailure()
                .invoke(failure -> done.add(Check.of(Check.ROWS, Result.WARNING, begun, Reasons.of(failure))))
                .replaceWithVoid();
    }

    private static String seen(Row row) {
        long counted = ((Number) row.getValue("counted")).longValue();
        if (counted == 0) {
            return "the table is empty";
        }
        return (counted == MOST_COUNTED ? counted + " or more" : Long.toString(counted)) + " rows, the latest of "
                + row.getString("latest");
    }

    private static Uni<Void> step(String name, List<Check> done, Supplier<Uni<String>> step) {
        long begun = System.nanoTime();
        return step.get()
                .invoke(said -> done.add(Check.of(name, Result.OK, begun, said)))
                .onFailure()
                .invoke(failure -> done.add(Check.of(name, Result.FAILED, begun, Reasons.of(failure))))
                .replaceWithVoid();
    }
}
