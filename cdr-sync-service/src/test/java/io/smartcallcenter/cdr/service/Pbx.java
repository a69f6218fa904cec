package io.smartcallcenter.cdr.service;

import io.smartcallcenter.cdr.settings.DatabaseSettings;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.mysqlclient.MySQLBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLConnectOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Asterisk's own connection to its database: it may write. */
class Pbx {

    @Produces
    @Singleton
    Pool database(Vertx vertx, DatabaseSettings settings) {
        return MySQLBuilder.pool(pool -> pool.connectingTo(new MySQLConnectOptions()
                        .setHost(settings.host().orElseThrow())
                        .setPort(settings.port().orElseThrow())
                        .setDatabase(settings.name().orElseThrow())
                        .setUser(settings.username().orElseThrow())
                        .setPassword(settings.password().orElseThrow()))
                .using(vertx));
    }
}
