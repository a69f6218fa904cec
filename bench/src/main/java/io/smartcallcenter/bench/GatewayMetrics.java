package io.smartcallcenter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the gateway says about itself on its management port, in Prometheus' text format. */
final class GatewayMetrics {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HttpRequest request;

    /** @param management such as {@code http://127.0.0.1:9081} */
    GatewayMetrics(String management) {
        this.request = HttpRequest.newBuilder(URI.create(management + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "text/plain")
                .build();
    }

    /**
     * One reading; the counts are since the gateway's start.
     *
     * @param ari events read from ARI's WebSocket
     * @param ami events read from the AMI
     * @param published events that Kafka has acknowledged
     * @param lost events dropped because the publisher's queue was full
     * @param fallbacks callers sent to the default queue
     * @param failures frames that could not be normalized
     * @param waiting tasks that wait for the node's event loop now
     * @param queued events that wait for the publisher now
     */
    record Reading(
            long nanos,
            double ari,
            double ami,
            double published,
            double lost,
            double fallbacks,
            double failures,
            double waiting,
            double queued) {

        double links() {
            return ari + ami;
        }

        /** Everything that the gateway has taken in and not yet finished. */
        double backlog() {
            return waiting + queued;
        }
    }

    Reading read() throws InterruptedException {
        String text = fetch();
        return new Reading(
                System.nanoTime(),
                sum(text, "scc_link_events_total{link=\"ari\""),
                sum(text, "scc_link_events_total{link=\"ami\""),
                sum(text, "scc_publish_events_total"),
                sum(text, "scc_publish_lost_total"),
                sum(text, "scc_fallbacks_total"),
                sum(text, "scc_gateway_signal_failures_total"),
                sum(text, "scc_gateway_loop_waiting"),
                sum(text, "scc_publish_queue_depth"));
    }

    private String fetch() throws InterruptedException {
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
    static double sum(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .filter(line -> line.length() > start.length() && "{ ,}".indexOf(line.charAt(start.length())) >= 0)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
