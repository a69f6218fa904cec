package io.smartcallcenter.bench.cdr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMariaDb;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.embedded.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** See {@code bench/README.md}. */
public final class BackFillBench implements AutoCloseable {

    private static final int ROWS = 1_000_000;
    private static final int MEMORY_MIB = 1_024;
    private static final int CORE = 1;
    private static final List<String> JVM = List.of("-Xmx128m");
    private static final String BACK_FILL = "/api/admin/settings/asterisk-database/pbx1/back-fill";

    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final EmbeddedMongo mongo = EmbeddedMongo.start(0);
    private final EmbeddedMariaDb mariaDb = EmbeddedMariaDb.start(0, EmbeddedMariaDb.CdrTable.WITH_ID, MEMORY_MIB);
    private final HttpClient client = HttpClient.newHttpClient();
    private CoreProcess service;

    public static void main(String[] arguments) throws Exception {
        try (BackFillBench bench = new BackFillBench()) {
            bench.run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000);
        }
        System.exit(0);
    }

    private void run(int pageSize) throws SQLException, IOException, InterruptedException {
        fill();
        double all = select("SELECT * FROM cdr");
        double paged = selectPages(pageSize);
        say("%d rows; SELECT of all %.0f rows/s, in pages of %d %.0f rows/s", ROWS, ROWS / all, pageSize, ROWS / paged);
        service = CoreProcess.start("cdr-sync-service", Path.of("bench/target/run-cdr"), CORE, JVM, settings(pageSize));
        service.awaitReady();
        TimeUnit.SECONDS.sleep(3);
        JsonNode done = backFill();
        say("| rows | stored | rows/s | of the paged SELECT | service MiB |%n|--:|--:|--:|--:|--:|");
        long rate = done.path("rows_per_second").asLong();
        say(
                "| %d | %d | %d | %.0f %% | %d |",
                done.path("rows").asLong(),
                done.path("stored").asLong(),
                rate,
                100 * rate / (ROWS / paged),
                service.peakMiB());
    }

    private void fill() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO cdr (calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, duration, billsec,"
                            + " disposition, uniqueid, linkedid, sequence) SELECT '2020-01-01' + INTERVAL seq * 60 SECOND,"
                            + " CONCAT('\"Caller\" <7903', seq, '>'), CONCAT('7903', seq), 'support', 'scc-queue', CONCAT('PJSIP/trunk-', HEX(seq)),"
                            + " CONCAT('PJSIP/000', seq % 10, '-', HEX(seq)), 'Queue', 'support,,,,', seq % 300, seq % 280,"
                            + " IF(seq % 4, 'ANSWERED', 'NO ANSWER'), CONCAT(1577836800 + seq * 60, '.', seq),"
                            + " CONCAT(1577836800 + (seq DIV 2) * 120, '.', seq DIV 2), seq FROM seq_1_to_" + ROWS);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://" + mariaDb.host() + ":" + mariaDb.port() + "/" + mariaDb.database(),
                mariaDb.username(),
                mariaDb.password());
    }

    private double select(String sql) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            read(statement, sql);
        }
        return since(begun);
    }

    private double selectPages(int size) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < ROWS; from += size) {
                read(statement, "SELECT * FROM cdr WHERE id > " + from + " ORDER BY id LIMIT " + size);
            }
        }
        return since(begun);
    }

    private static void read(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getString("uniqueid");
            }
        }
    }

    private Map<String, String> settings(int pageSize) {
        return Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("QUARKUS_MONGODB_CONNECTION_STRING", mongo.connectionString()),
                Map.entry("SCC_CDR_DATABASE_HOST", mariaDb.host()),
                Map.entry("SCC_CDR_DATABASE_PORT", Integer.toString(mariaDb.port())),
                Map.entry("SCC_CDR_DATABASE_NAME", mariaDb.database()),
                Map.entry("SCC_CDR_DATABASE_USERNAME", mariaDb.username()),
                Map.entry("SCC_CDR_DATABASE_PASSWORD", mariaDb.password()),
                Map.entry("SCC_CDR_SETTINGS_KEY", Secrets.key()),
                Map.entry("SCC_CDR_PAGE_SIZE", Integer.toString(pageSize)),
                Map.entry("SCC_CDR_RETENTION_ROWS", "P36500D"),
                Map.entry("SCC_CDR_BACK_FILL_RATE", "10000000"));
    }

    private JsonNode backFill() throws IOException, InterruptedException {
        ask("POST", "{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"}");
        while (true) {
            JsonNode state = ask("GET", null);
            if (!state.path("state").asText().equals("running")) {
                return state;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private JsonNode ask(String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + BACK_FILL))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + service.token("admin"))
                .header("Content-Type", "application/json")
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(answer);
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        mariaDb.close();
        mongo.close();
        kafka.close();
    }
}
