package io.smartcallcenter.kpi.gap;

import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;

/**
 * A link of a node as it was last heard of.
 *
 * @param since when it came up or, while it is down, until when it worked
 */
public record NodeLink(String node, String link, boolean up, Instant since) {

    public static NodeLink from(Fields fields) {
        return Outage.fromLink(fields)
                .map(outage -> new NodeLink(outage.node(), outage.link(), false, outage.from()))
                .orElseGet(() -> new NodeLink(
                        fields.text(Outage.NODE), fields.text(Outage.LINK), true, fields.time(Outage.UP_AT)));
    }
}
