package io.smartcallcenter.notification.webhook;

import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.channel.TypeFilter;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where which events go.
 *
 * @param secret encrypted; what deliveries are signed with
 * @param revision grows with every change: 1, 2...
 * @param createdAt events before are not sent
 * @param addedAt since when a topic is wanted, by its name; none = since createdAt
 * @param changedBy the token's name
 */
record Webhook(
        String id,
        URI url,
        TypeFilter types,
        boolean enabled,
        String secret,
        long revision,
        Instant createdAt,
        Map<String, Instant> addedAt,
        Instant changedAt,
        String changedBy) {

    Webhook {
        addedAt = Map.copyOf(addedAt);
    }

    /** Whether what was written there then is older than the wish for it. */
    boolean tooOld(String topic, Instant written) {
        return written.isBefore(addedAt.getOrDefault(topic, Instant.MIN));
    }

    /** {@link #addedAt()} if it has these types from now on. */
    Map<String, Instant> addedAt(TypeFilter next, Instant now) {
        Set<Topic> before = EventTypes.topics(types);
        Map<String, Instant> added = new HashMap<>();
        for (Topic topic : EventTypes.topics(next)) {
            Instant since = before.contains(topic) ? addedAt.get(topic.topicName()) : now;
            if (since != null) {
                added.put(topic.topicName(), since);
            }
        }
        return added;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return id + " to " + url.getHost();
    }
}
