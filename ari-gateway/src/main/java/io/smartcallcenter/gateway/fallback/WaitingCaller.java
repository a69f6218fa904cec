package io.smartcallcenter.gateway.fallback;

import java.time.Instant;

/**
 * A caller in the application for whom a decision was asked.
 *
 * @param number the caller's number as the network announces it: hostile input, possibly empty
 * @param since arrival of the StasisStart frame
 */
public record WaitingCaller(String requestId, String callId, String channelId, String number, Instant since) {}
