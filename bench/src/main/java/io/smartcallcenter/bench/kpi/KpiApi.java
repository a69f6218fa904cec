package io.smartcallcenter.bench.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.bench.kpi.truth.Attribution;
import io.smartcallcenter.bench.kpi.truth.Grid;
import io.smartcallcenter.bench.kpi.truth.Interval;
import io.smartcallcenter.bench.kpi.truth.OperatorGroup;
import io.smartcallcenter.bench.kpi.truth.ServiceLevel;
import io.smartcallcenter.bench.kpi.truth.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The KPI service's reports over HTTP, as an analyst asks for them. */
public final class KpiApi {

    /** What one answer may hold. */
    public static final int LARGEST_PAGE = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String token;

    public KpiApi(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** @param page rows of one answer; the table has those of all pages */
    public Table queues(Grid grid, boolean byQueue, ServiceLevel policy, Attribution attribution, int page) {
        String path = queuesPath(grid, byQueue, policy, page) + "&attribution=" + attribution.parameter();
        return table(path, "queues", "queue", grid);
    }

    public Table operators(Grid grid, OperatorGroup by, int page) {
        String name = by == OperatorGroup.OPERATOR ? "interface" : "queue";
        return table(operatorsPath(grid, by, page), "operators", name, grid);
    }

    static String queuesPath(Grid grid, boolean byQueue, ServiceLevel policy, int page) {
        return "/api/kpi/queues?" + range(grid) + "&groupBy=" + (byQueue ? "queue" : "none") + "&slThreshold="
                + policy.threshold() + "&slMode=" + policy.mode() + "&shortAbandon=" + policy.shortAbandon()
                + "&limit=" + page;
    }

    static String operatorsPath(Grid grid, OperatorGroup by, int page) {
        return "/api/kpi/operators?" + range(grid) + "&groupBy=" + by.parameter() + "&limit=" + page;
    }

    private static String range(Grid grid) {
        String range = "from=" + Instant.ofEpochMilli(grid.from()) + "&to=" + Instant.ofEpochMilli(grid.to()) + "&tz="
                + encoded(grid.zone().getId().equals("Z") ? "UTC" : grid.zone().getId());
        return grid.interval() == Interval.WHOLE
                ? range
                : range + "&interval=" + grid.interval().parameter();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Table table(String path, String list, String name, Grid grid) {
        Table table = new Table();
        String cursor = null;
        do {
            JsonNode answer = json(get(cursor == null ? path : path + "&cursor=" + encoded(cursor)));
            answer.path(list).forEach(row -> {
                checkComplete(row, path);
                add(table, row, name, grid);
            });
            JsonNode next = answer.path("next_cursor");
            cursor = next.isTextual() ? next.asText() : null;
        } while (cursor != null);
        return table;
    }

    /** No link was ever down: only a lost call makes a row incomplete. */
    private static void checkComplete(JsonNode row, String path) {
        if (row.path("complete").asBoolean() != (row.path("lost").asLong() == 0)) {
            throw new IllegalStateException(
                    "complete: " + row.path("complete") + ", lost: " + row.path("lost") + " in " + path);
        }
    }

    private static void add(Table table, JsonNode row, String name, Grid grid) {
        long from =
                row.hasNonNull("from") ? Instant.parse(row.get("from").asText()).toEpochMilli() : grid.from();
        Table.Key key = new Table.Key(row.hasNonNull(name) ? row.get(name).asText() : "", from);
        if (table.rows().containsKey(key)) {
            throw new IllegalStateException("two rows of " + key);
        }
        table.row(key);
        row.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber() || value.isNull()) {
                table.put(key, field.getKey(), value.isNull() ? null : value.decimalValue());
            }
        });
        row.path("refused")
                .fields()
                .forEachRemaining(each -> table.put(
                        key, "refused." + each.getKey(), each.getValue().decimalValue()));
        row.path("pause_reasons")
                .forEach(each -> table.put(
                        key,
                        "pause." + each.path("reason").asText(),
                        each.path("seconds").decimalValue()));
        if (row.has("offered_calls")) {
            BigDecimal known = BigDecimal.valueOf(row.path("offered_calls").asLong()
                    - row.path("rescinded").asLong()
                    - row.path("dumped").asLong());
            table.put(key, "offered_without_rescinded_and_dumped", known);
        }
    }

    /** Of the first page. */
    int rows(String path) {
        JsonNode answer = json(get(path));
        return answer.path("queues").size() + answer.path("operators").size();
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of a 200. */
    byte[] get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + " of " + path + ": "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
