package io.smartcallcenter.virtual;

import java.time.Duration;

/**
 * How long the phases of a boot last, in the PBX's time.
 *
 * @param refused both ports refuse connections
 * @param notFound then ARI answers 404; the AMI takes logins
 * @param unavailable then ARI answers 503
 * @param fullyBooted so long after the first login could succeed comes FullyBooted
 */
public record BootProfile(Duration refused, Duration notFound, Duration unavailable, Duration fullyBooted) {

    /** There at once. */
    public static final BootProfile INSTANT =
            new BootProfile(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** As recorded in trace 18, from the start of the process. */
    public static final BootProfile RECORDED = new BootProfile(
            Duration.ofMillis(930), Duration.ofMillis(230), Duration.ofMillis(200), Duration.ofMillis(350));

    /** The same with {@code down} before it, in which there is no process. */
    public BootProfile after(Duration down) {
        return new BootProfile(refused.plus(down), notFound, unavailable, fullyBooted);
    }
}
