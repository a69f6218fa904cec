package io.smartcallcenter.routing.numberplan;

import io.smartcallcenter.events.CallCommand.Then;

/** What a caller meets outside business hours. */
public sealed interface Outside {

    /** A prompt, then {@code then}. */
    record Announce(String prompt, Then then) implements Outside {}

    /** Another queue, for example that of the night shift. */
    record OtherQueue(String queue) implements Outside {}

    /** A cause of ARI: {@code busy}, {@code congestion} or {@code normal}. */
    record Reject(String cause) implements Outside {}
}
