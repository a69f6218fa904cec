package io.smartcallcenter.gateway.ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * What this gateway says of one node on {@code gateway-nodes}, against what the others have said. On the node's ownership thread, but for
 * {@link #newest}.
 */
final class OwnClaim {

    private static final Logger LOG = Logger.getLogger(OwnClaim.class);
    private static final Duration READ_PATIENCE = Duration.ofSeconds(2);

    private final String node;
    private final OwnershipSettings settings;
    private final Inheritance inheritance;
    private final ClaimWriter claims;
    private final Instant started = Instant.now();
    private long epoch;
    private Instant inherited;

    OwnClaim(String node, OwnershipSettings settings, Inheritance inheritance, ClaimWriter claims) {
        this.node = node;
        this.settings = settings;
        this.inheritance = inheritance;
        this.claims = claims;
    }

    /** Claims the node with an epoch beyond all before; gives what its owner before us left. */
    Tenure.Predecessor take() {
        Instant begun = Instant.now();
        boolean claimsRead = claimsRead();
        Optional<Claim> before = inheritance.claim(node);
        epoch = Math.max(before.map(Claim::epoch).orElse(0L) + 1, begun.toEpochMilli());
        inherited = before.map(Claim::heardOrBegun).orElse(claimsRead ? null : started);
        claims.write(claim(inherited, false));
        if (!await(inheritance.recordsRead())) {
            LOG.warnf("What the owner of node %s before us left could not be read to its end", node);
        }
        return new Tenure.Predecessor(inheritance.calls(node), inheritance.states(node), inherited);
    }

    /** Of our last {@link #take}; 0 before. */
    long epoch() {
        return epoch;
    }

    /** Everybody's claims of this moment are read; false if that takes too long. */
    boolean claimsRead() {
        return await(inheritance.claimsRead());
    }

    /** Whether a newer claim than ours was seen. */
    boolean succeeded() {
        return newest().filter(claim -> claim.epoch() > epoch).isPresent();
    }

    /** The newest claim of the node that was read so far. */
    Optional<Claim> newest() {
        return inheritance.claim(node);
    }

    /** Repeats the claim without waiting. {@code heard}: null if we have not heard anything yet. */
    void repeat(Instant heard) {
        claims.tell(claim(heardOrInherited(heard), false));
    }

    /** The node is free: done when that is written, or cannot be. */
    void release(Instant heard) {
        claims.write(claim(heardOrInherited(heard), true));
    }

    /** While we have no claim to repeat: the next one must not be late. */
    void stayKnown() {
        claims.stayKnown();
    }

    private Instant heardOrInherited(Instant heard) {
        return heard == null ? inherited : heard;
    }

    private Claim claim(Instant heard, boolean released) {
        return new Claim(node, settings.instance(), settings.address(), epoch, heard, released);
    }

    private static boolean await(CompletableFuture<Void> read) {
        try {
            read.get(READ_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            read.cancel(false);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
