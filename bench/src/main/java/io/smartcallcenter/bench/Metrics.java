package io.smartcallcenter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A service's metrics on its management port, in Prometheus' text format. */
public final class Metrics {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HttpRequest request;

    /** @param management such as {@code http://127.0.0.1:9081} */
    public Metrics(String management) {
        this.request = HttpRequest.newBuilder(URI.create(management + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "text/plain")
                .build();
    }

    public String fetch() throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(request.uri() + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of all samples that begin so: 0 when there is none, as a counter with labels has none before its first event. */
    public static double sum(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .filter(line -> line.length() > start.length() && "{ ,}".indexOf(line.charAt(start.length())) >= 0)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
