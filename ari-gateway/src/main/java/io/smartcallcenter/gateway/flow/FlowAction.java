package io.smartcallcenter.gateway.flow;

import io.smartcallcenter.events.CallCommand.Then;
import java.util.List;

/** What shall be done for a caller in a service flow, in this order. */
public sealed interface FlowAction {

    /** Plays ARI media ({@code sound:custom/hello}, {@code digits:123}); {@link FlowInput.Played} follows. */
    record Play(int turn, List<String> media) implements FlowAction {}

    /** Stops what this turn plays: the caller was faster. */
    record StopPlaying(int turn) implements FlowAction {}

    /** {@link FlowInput.TimedOut} follows after so many seconds; replaces an earlier wait. */
    record Wait(int turn, int seconds) implements FlowAction {}

    /** Records the caller; {@link FlowInput.Recorded} follows. {@code terminator} may be null. */
    record StartRecording(int turn, String mailbox, int maxS, int silenceS, String terminator) implements FlowAction {}

    /** The caller wants to be called back. */
    record CallBack(String number, String queue) implements FlowAction {}

    /** A step is over, for the record. {@code digits} may be null. */
    record Stepped(String node, String digits, String result) implements FlowAction {}

    /** The flow is over: the caller goes into a queue. */
    record ToQueue(String queue, int timeoutS, String options, Then then) implements FlowAction {}

    /** The flow is over: a phone rings. */
    record ToPhone(String endpoint, int timeoutS, Then then) implements FlowAction {}

    /** The flow is over: so is the call. */
    record HangUp(String cause) implements FlowAction {}

    /** The flow cannot go on; null: what the command says follows. */
    record Follow(Then then) implements FlowAction {}
}
