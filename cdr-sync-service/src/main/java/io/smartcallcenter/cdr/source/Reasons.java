package io.smartcallcenter.cdr.source;

import io.vertx.mysqlclient.MySQLException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Failures of a database in words for people, without what a server may say of itself. */
final class Reasons {

    private static final int ACCESS_DENIED = 1045;
    private static final int NO_ACCESS_TO_DATABASE = 1044;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int UNKNOWN_VARIABLE = 1193;

    private Reasons() {}

    static String of(Throwable failure) {
        if (failure instanceof MySQLException mysql && mysql.getErrorCode() == UNKNOWN_VARIABLE) {
            return "the server is not of this db_type: MySQL and MariaDB differ";
        }
        if (isLogin(failure)) {
            return "the server refuses the user or the password";
        }
        if (isDatabase(failure)) {
            return "there is no such database, or the user may not use it";
        }
        if (failure instanceof UnknownHostException) {
            return "the host is unknown";
        }
        if (failure instanceof ConnectException) {
            return "nobody listens on the host and port";
        }
        if (failure instanceof TimeoutException
                || failure.getClass().getSimpleName().contains("Timeout")) {
            return "no answer in time";
        }
        if (failure instanceof NoCdrTable) {
            return failure.getMessage();
        }
        if (failure instanceof MySQLException mysql) {
            return "the server refuses: error " + mysql.getErrorCode();
        }
        if (failure instanceof PgException postgres) {
            return "the server refuses: " + postgres.getSqlState();
        }
        return "the database is away";
    }

    static boolean isLogin(Throwable failure) {
        return failure instanceof MySQLException mysql && mysql.getErrorCode() == ACCESS_DENIED
                || failure instanceof PgException postgres
                        && postgres.getSqlState() != null
                        && postgres.getSqlState().startsWith("28");
    }

    static boolean isDatabase(Throwable failure) {
        return failure instanceof MySQLException mysql
                        && List.of(UNKNOWN_DATABASE, NO_ACCESS_TO_DATABASE, UNKNOWN_VARIABLE)
                                .contains(mysql.getErrorCode())
                || failure instanceof PgException postgres
                        && List.of("3D000", "42501").contains(String.valueOf(postgres.getSqlState()));
    }
}
