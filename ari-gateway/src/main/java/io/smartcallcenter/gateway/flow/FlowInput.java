package io.smartcallcenter.gateway.flow;

/** What happens to a caller in a service flow. */
public sealed interface FlowInput {

    /** The flow begins. */
    record Begin() implements FlowInput {}

    /** The prompts of this turn came to their end, or could not be played. */
    record Played(int turn, boolean ok) implements FlowInput {}

    /** The caller pressed a key. */
    record Digit(char key) implements FlowInput {}

    /** The wait of this turn is over. */
    record TimedOut(int turn) implements FlowInput {}

    /** The recording of this turn came to its end; {@code ok} false: there is none. */
    record Recorded(int turn, long durationMs, boolean ok) implements FlowInput {}
}
