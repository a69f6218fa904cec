package io.smartcallcenter.routing.queues;

import io.smartcallcenter.events.CallCommand.Then;

/**
 * When a caller leaves a queue for another place.
 *
 * @param afterS seconds of waiting, 0 = does not matter
 * @param waiting callers who wait already: from so many on, a further one goes to the other place at once; 0 = does not matter
 * @param to the other place
 */
public record Overflow(int afterS, int waiting, Then to) {}
