package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the normalizer is told, in the order of arrival. {@code receivedAt} is our clock; Asterisk's own stands in the frames. */
public sealed interface Signal {

    Instant receivedAt();

    /**
     * What an earlier owner of the node left, told once and before the first {@link LinkUp}: the calls go on under their ids, what
     * changed since is found by the resync that follows.
     *
     * @param calls the newest state of each call that has not ended
     * @param states the newest state of each operator and queue of this node
     * @param lastHeard the last moment at which the predecessor heard both links; null if the node never had an owner
     */
    record Predecessor(List<CallState> calls, List<AsteriskState> states, Instant lastHeard, Instant receivedAt)
            implements Signal {}

    /** One AMI event packet (it has {@code Event}); of repeated keys the last one. */
    record Ami(Map<String, String> fields, Instant receivedAt) implements Signal {}

    /** One ARI event: JSON as maps, lists, strings, numbers. */
    record Ari(Map<String, Object> message, Instant receivedAt) implements Signal {}

    /** The link works: logged in (AMI) or the WebSocket is open (ARI). */
    record LinkUp(Link link, Instant receivedAt) implements Signal {}

    /** @param workedUntil up to when the link was heard for sure; earlier than {@code receivedAt} if it fell silent unnoticed */
    record LinkDown(Link link, String reason, Instant workedUntil, Instant receivedAt) implements Signal {

        public LinkDown(Link link, String reason, Instant receivedAt) {
            this(link, reason, receivedAt, receivedAt);
        }
    }

    /** The state of Asterisk as it was read after a (re)connect. */
    record Resync(State state, Instant receivedAt) implements Signal {

        /**
         * Each part may be null: not read this time, so nothing is concluded from its absence.
         *
         * @param channels ARI {@code GET /channels}
         * @param bridges ARI {@code GET /bridges}
         * @param coreShowChannels the {@code CoreShowChannel} events of the AMI action CoreShowChannels
         * @param queueStatus the {@code QueueParams}, {@code QueueMember} and {@code QueueEntry} events of QueueStatus
         * @param startedAt when this Asterisk was started: by our clock, or by its own where there is no AMI; null if unknown
         */
        public record State(
                List<Map<String, Object>> channels,
                List<Map<String, Object>> bridges,
                List<Map<String, String>> coreShowChannels,
                List<Map<String, String>> queueStatus,
                Instant startedAt) {

            /** Both links were up when it was read; a link that came up meanwhile is read by the next pass. */
            public boolean complete(boolean withAmi) {
                return channels != null && (!withAmi || coreShowChannels != null && queueStatus != null);
            }
        }
    }

    /** The executor sent a caller to the fallback queue because no decision came. */
    record FellBack(String channelId, FallbackReason reason, String queue, Instant receivedAt) implements Signal {}

    /** The executor ran a step of a service flow. {@code digits} and {@code result} may be null. */
    record IvrStepped(String channelId, String flow, String node, String digits, String result, Instant receivedAt)
            implements Signal {}

    /**
     * The executor did something for a call that ARI and AMI do not tell.
     *
     * @param channelId the caller's channel, which may be gone by now
     * @param key the event's id within the call
     */
    record Executed(String channelId, String key, CallEvent event, Instant receivedAt) implements Signal {}

    /** The executor gave a queue another strategy; Asterisk tells nobody of it. */
    record StrategySet(String queue, String strategy, Instant receivedAt) implements Signal {}

    /** The executor refused a command. */
    record Refused(CommandRefused event, Instant receivedAt) implements Signal {}

    /** Time passes, about four times a second: settle windows run out. */
    record Tick(Instant receivedAt) implements Signal {}
}
