package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Statements on somebody else's database. Before each one the session is made read only and limited in time: a connection on which that
 * fails is not used, and the failure is that of the statement.
 *
 * <p>Every statement is a prepared one. To a plain one a server may answer that it wants a file ({@code LOAD DATA LOCAL}), and MySQL's
 * driver would send it whatever file of ours it names.
 */
final class DatabaseAccess {

    /** For connecting, and for the way. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    private final Pool pool;
    private final Dialect dialect;
    private final List<String> session;
    private final Duration longest;

    DatabaseAccess(Pool pool, Dialect dialect, Duration longestStatement) {
        this.pool = pool;
        this.dialect = dialect;
        this.longest = longestStatement;
        this.session = dialect.session(longestStatement);
    }

    Dialect dialect() {
        return dialect;
    }

    Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return inTime(pool.withConnection(connection ->
                limited(connection).chain(() -> connection.preparedQuery(sql).execute(parameters))));
    }

    Uni<RowSet<Row>> query(String sql) {
        return query(sql, Tuple.tuple());
    }

    /** Whether a session can be had. */
    Uni<Void> connect() {
        return inTime(pool.withConnection(this::limited));
    }

    /** A server that says nothing any more does not limit itself. */
    private <T> Uni<T> inTime(Uni<T> answer) {
        return answer.ifNoItem().after(longest.plus(MARGIN)).fail();
    }

    private Uni<Void> limited(SqlConnection connection) {
        return Multi.createFrom()
                .iterable(session)
                .onItem()
                .transformToUniAndConcatenate(
                        statement -> connection.preparedQuery(statement).execute())
                .collect()
                .last()
                .replaceWithVoid();
    }

    Uni<Void> close() {
        return pool.close();
    }
}
