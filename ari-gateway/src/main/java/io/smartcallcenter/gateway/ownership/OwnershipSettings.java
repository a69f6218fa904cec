package io.smartcallcenter.gateway.ownership;

import java.time.Duration;

/**
 * @param group the Kafka group of all gateways of this installation
 * @param instance this gateway among them: unique, and the same after a restart
 * @param address where the others send people for our API, for example {@code http://gateway-1:8081}
 * @param handOver how long a successor may take before callers who wait go to the default queue
 */
public record OwnershipSettings(String group, String instance, String address, Duration handOver) {}
