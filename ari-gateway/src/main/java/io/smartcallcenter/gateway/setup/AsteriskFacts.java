package io.smartcallcenter.gateway.setup;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was found on an Asterisk; null or empty where it could not be read.
 *
 * @param application the Stasis application's name
 * @param applicationConnected whether a client is connected under that name now
 * @param modules those that the checks ask for and that run
 */
public record AsteriskFacts(
        @Schema(examples = "22.10.1") String version,
        @Schema(examples = "SmartCallCenter") String application,
        Boolean applicationConnected,
        List<String> modules,
        List<Queue> queues,
        List<Endpoint> endpoints) {

    /** @param members interfaces */
    public record Queue(
            @Schema(examples = "support") String name,
            @Schema(examples = "leastrecent") String strategy,
            List<String> members) {}

    /** @param state {@code online}, {@code offline} or {@code unknown} */
    public record Endpoint(@Schema(examples = "PJSIP/0001") String name, @Schema(examples = "online") String state) {}
}
