package io.smartcallcenter.kpi.node;

import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Fields;
import io.smartcallcenter.kpi.gap.Outage;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody said that a node is gone: from then on it has no calls and no operators, so that nothing is missed of it. It ends with the
 * first event that the node causes later.
 *
 * @param at to the millisecond, inclusive
 * @param backAt to the millisecond, exclusive; null while it lasts
 * @param by the token's name
 */
public record Retirement(String node, Instant at, Instant backAt, String by, String reason) {

    public static final String NODE = "node";
    private static final String AT = "at";
    private static final String BACK_AT = "backAt";
    private static final String BY = "by";
    private static final String REASON = "reason";

    /** Of one node and moment there is one. */
    public static String id(String node, Instant at) {
        return node + "/" + at.toEpochMilli();
    }

    public String id() {
        return id(node, at);
    }

    public Contribution fact() {
        return Contribution.of(DocumentKind.RETIREMENT, id())
                .text(NODE, node)
                .time(AT, LEAST, at)
                .text(BY, by)
                .text(REASON, reason)
                .build();
    }

    /** The node was heard of again: the earliest time counts. Nothing of one that was taken back comes back by it. */
    public Contribution back(Instant heardAt) {
        return Contribution.of(DocumentKind.RETIREMENT, id())
                .time(BACK_AT, LEAST, heardAt)
                .build();
    }

    /** Empty if it was taken back. */
    public static Optional<Retirement> from(Fields fields) {
        return fields.time(AT) == null
                ? Optional.empty()
                : Optional.of(new Retirement(
                        fields.text(NODE),
                        fields.time(AT),
                        fields.time(BACK_AT),
                        fields.text(BY),
                        fields.text(REASON)));
    }

    public boolean lasts() {
        return backAt == null;
    }

    /** Whether a life sign of its node ends it, or is the one that has ended it. */
    public boolean endedBy(Instant sign) {
        return sign.isAfter(at) && (backAt == null || !sign.isAfter(backAt));
    }

    /** What is left of an outage when nothing is missed of a retired node: up to two parts. */
    Stream<Outage> without(Outage outage) {
        if (!outage.node().equals(node) || !outage.overlaps(at, backAt == null ? Instant.MAX : backAt)) {
            return Stream.of(outage);
        }
        Stream<Outage> before = outage.from().isBefore(at)
                ? Stream.of(new Outage(node, outage.link(), outage.from(), at))
                : Stream.empty();
        boolean lastsLonger =
                backAt != null && (outage.to() == null || outage.to().isAfter(backAt));
        return lastsLonger
                ? Stream.concat(before, Stream.of(new Outage(node, outage.link(), backAt, outage.to())))
                : before;
    }
}
