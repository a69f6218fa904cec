package io.smartcallcenter.defaults.intake;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Work that is tried until the other side is back. */
public final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private Attempts() {}

    /**
     * Tries again, with a pause of 0.1 to 5 s, as long as the attempt fails.
     *
     * @param what for the log: the rest of "Cannot ..."
     * @param hopeless failures that the next attempt would repeat: the result fails with them
     */
    public static Uni<Void> untilDone(String what, Supplier<Uni<Void>> attempt, Predicate<Throwable> hopeless) {
        return Uni.createFrom()
                .deferred(attempt::get)
                .onFailure(failure -> !hopeless.test(failure))
                .invoke(failure -> LOG.warnf("Cannot %s, trying again: %s", what, failure.toString()))
                .onFailure(failure -> !hopeless.test(failure))
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .indefinitely();
    }

    /** Tries again as long as the attempt fails, however it fails. */
    public static Uni<Void> untilDone(String what, Supplier<Uni<Void>> attempt) {
        return untilDone(what, attempt, failure -> false);
    }
}
