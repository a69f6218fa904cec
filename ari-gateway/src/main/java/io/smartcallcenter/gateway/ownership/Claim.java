package io.smartcallcenter.gateway.ownership;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who owns a node: a record of topic {@code gateway-nodes}, key {@code node}. The owner repeats it every second.
 *
 * @param owner the gateway's {@code scc.gateway.instance}
 * @param address where that gateway's API is reached; may be null
 * @param epoch grows with every owner; every record of the owner's events carries it
 * @param heard up to this moment (the owner's clock) everything that Asterisk sent is with Kafka; null if nobody ever listened
 * @param released the owner has given the node back in order
 */
public record Claim(String node, String owner, String address, long epoch, Instant heard, boolean released) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** Empty for whatever else stands on the topic: one bad record must not end the ownership of a node. */
    static Optional<Claim> read(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Claim claim = JSON.readValue(value, Claim.class);
            boolean whole = claim != null && claim.node() != null && claim.owner() != null && claim.epoch() > 0;
            return whole ? Optional.of(claim) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Without a word of what was heard, nothing is certain since the owner began: an epoch is not earlier than that moment. */
    Instant heardOrBegun() {
        return heard == null ? Instant.ofEpochMilli(epoch) : heard;
    }

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a claim can always be written", e);
        }
    }
}
