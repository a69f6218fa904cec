package io.smartcallcenter.e2e.suite;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Asterisk's own queue_log says of one queue.
 *
 * @param events how often each event came, such as ENTERQUEUE or CONNECT
 */
public record QueueLogFigures(Map<String, Long> events) {

    /**
     * Counts lines {@code epoch|callid|queue|agent|event|data...} from a second on.
     *
     * @param from lines of its own second are counted
     */
    public static QueueLogFigures of(List<String> lines, String queue, Instant from) {
        Map<String, Long> events = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split("\\|", -1);
            if (Long.parseLong(parts[0]) >= from.getEpochSecond() && parts[2].equals(queue)) {
                events.merge(parts[4], 1L, Long::sum);
            }
        }
        return new QueueLogFigures(events);
    }

    public long count(String event) {
        return events.getOrDefault(event, 0L);
    }

    public long answered() {
        return count("CONNECT");
    }

    public long entered() {
        return count("ENTERQUEUE");
    }

    public long abandoned() {
        return count("ABANDON");
    }

    public long missed() {
        return count("RINGNOANSWER");
    }
}
