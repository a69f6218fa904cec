package io.smartcallcenter.kpi.gap;

import static io.smartcallcenter.kpi.document.Rule.GREATEST;
import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;
import java.util.Optional;

/**
 * A time without events of one link of a node.
 *
 * @param to null while the link is still down
 */
public record Outage(String node, String link, Instant from, Instant to) {

    public static final String FROM = "from";
    public static final String TO = "to";
    static final String NODE = "node";
    static final String LINK = "link";
    private static final String DOWN_AT = "downAt";
    static final String UP_AT = "upAt";

    /** Empty for an event that says nothing about outages. */
    public static Optional<Contribution> fact(NodeEvent event, Instant at) {
        if (event instanceof NodeEvent.Gap gap) {
            String id = gap.node() + "/" + gap.link() + "/" + gap.from().toEpochMilli();
            return Optional.of(Contribution.of(DocumentKind.NODE_GAP, id)
                    .text(NODE, gap.node())
                    .text(LINK, gap.link().name())
                    .time(FROM, LEAST, gap.from())
                    .time(TO, GREATEST, gap.to())
                    .build());
        }
        if (event instanceof NodeEvent.Disconnected down) {
            return Optional.of(link(down.node(), down.link(), DOWN_AT, at));
        }
        if (event instanceof NodeEvent.Connected up) {
            return Optional.of(link(up.node(), up.link(), UP_AT, at));
        }
        return Optional.empty();
    }

    private static Contribution link(String node, NodeEvent.Link link, String path, Instant at) {
        return Contribution.of(DocumentKind.NODE_LINK, node + "/" + link)
                .text(NODE, node)
                .text(LINK, link.name())
                .time(path, GREATEST, at)
                .build();
    }

    public static Outage fromGap(Fields fields) {
        return new Outage(fields.text(NODE), fields.text(LINK), fields.time(FROM), fields.time(TO));
    }

    /** The outage that lasts: empty if the link came back after it last went down. */
    public static Optional<Outage> fromLink(Fields fields) {
        Instant down = fields.time(DOWN_AT);
        Instant up = fields.time(UP_AT);
        if (down == null || (up != null && !up.isBefore(down))) {
            return Optional.empty();
        }
        return Optional.of(new Outage(fields.text(NODE), fields.text(LINK), down, null));
    }

    /** Whether it touches the range from inclusive, to exclusive. */
    public boolean overlaps(Instant rangeFrom, Instant rangeTo) {
        return from.isBefore(rangeTo) && (to == null || to.isAfter(rangeFrom));
    }
}
