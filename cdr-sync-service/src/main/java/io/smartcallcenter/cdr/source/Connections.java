package io.smartcallcenter.cdr.source;

import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.mysqlclient.MySQLBuilder;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Opens what a PBX's database can bear: few connections, read only, and no statement that lasts. */
final class Connections {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int IDLE_MINUTES = 10;

    private final Vertx vertx;
    private final Duration longestStatement;

    Connections(Vertx vertx, Duration longestStatement) {
        this.vertx = vertx;
        this.longestStatement = longestStatement;
    }

    /** @param most connections at once; to be closed by whoever opened it */
    DatabaseAccess open(AsteriskDatabase database, int most) {
        PoolOptions options = new PoolOptions()
                .setMaxSize(most)
                .setConnectionTimeout((int) CONNECT_TIMEOUT.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        Pool pool = database.type() == DatabaseType.POSTGRESQL
                ? PgBuilder.pool(builder -> builder.with(options)
                        .connectingTo((PgConnectOptions) to(database, new PgConnectOptions()))
                        .using(vertx))
                : MySQLBuilder.pool(builder -> builder.with(options)
                        .connectingTo((MySQLConnectOptions) to(database, new MySQLConnectOptions()))
                        .using(vertx));
        return new DatabaseAccess(pool, Dialect.of(database.type()), longestStatement);
    }

    /** A connection on which nothing was said for longer than any statement takes is closed: the server may be gone without a word. */
    private SqlConnectOptions to(AsteriskDatabase database, SqlConnectOptions options) {
        options.setIdleTimeout(
                        (int) longestStatement.plus(DatabaseAccess.MARGIN).toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return options.setHost(database.host())
                .setPort(database.port())
                .setDatabase(database.database())
                .setUser(database.username())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
    }
}
