package io.smartcallcenter.bench.kpi.calls;

import java.util.List;

/**
 * A row of queue_log.
 *
 * @param data data1 and so on, at most five
 */
public record QueueLogRow(String callid, String queuename, String agent, String event, List<String> data) {

    /** Of nobody, or of no queue. */
    static final String NONE = "NONE";

    public QueueLogRow(String callid, String queuename, String agent, String event, Object... data) {
        this(
                callid,
                queuename,
                agent,
                event,
                java.util.Arrays.stream(data).map(String::valueOf).toList());
    }
}
