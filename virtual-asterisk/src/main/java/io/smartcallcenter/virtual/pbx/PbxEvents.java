package io.smartcallcenter.virtual.pbx;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.LocalPair;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.dialplan.AttendedTransfer;
import io.smartcallcenter.virtual.dialplan.LiveRecording;
import io.smartcallcenter.virtual.dialplan.Playback;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.QueueExit;
import io.smartcallcenter.virtual.queue.Ringing;
import io.smartcallcenter.virtual.queue.Waiting;
import java.util.List;

/** What happens inside the PBX, in order: Asterisk's message bus. ARI, AMI, the CDR engine and the queue_log listen to it. */
public interface PbxEvents {

    default void channelCreated(Channel channel) {}

    default void callerIdChanged(Channel channel) {}

    default void connectedLineChanged(Channel channel) {}

    /** The channel begins an application of the dialplan. */
    default void dialplanStep(Channel channel) {}

    default void stateChanged(Channel channel) {}

    default void variableSet(Channel channel, String name, String value) {}

    /** The far end asks for a hangup ({@code soft} false), or Asterisk does ({@code soft} true, with a cause); 0 is no cause. */
    default void hangupRequested(Channel channel, int cause, int techCause, boolean soft) {}

    /** {@code techCause} is the SIP status of a refused leg, 0 when there is none. */
    default void hungUp(Channel channel, HangupCause cause, int techCause) {}

    /** {@code caller} is null when ARI dials. */
    default void dialBegan(Channel caller, Channel peer, String dialString) {}

    default void dialRinging(Channel caller, Channel peer, String dialString) {}

    default void dialEnded(Channel caller, Channel peer, String status, String dialString) {}

    default void bridgeCreated(Bridge bridge) {}

    default void bridgeEntered(Bridge bridge, Channel channel) {}

    default void bridgeLeft(Bridge bridge, Channel channel) {}

    default void bridgeDestroyed(Bridge bridge) {}

    default void blindTransferred(
            Bridge bridge, Channel transferer, Channel transferee, String context, String exten) {}

    /** Told when both ends of the Local channel are in their places. */
    default void attendedTransferred(AttendedTransfer.Link link) {}

    /** {@code optimized}: the ends may be taken out of the call (no {@code /n}). */
    default void localJoined(LocalPair ends, boolean optimized) {}

    default void deviceStateChanged(String device, String state) {}

    default void registrationChanged(Endpoint endpoint) {}

    default void musicStarted(Channel channel) {}

    default void musicStopped(Channel channel) {}

    default void held(Channel channel) {}

    default void unheld(Channel channel) {}

    default void digitBegan(Channel channel, char digit) {}

    default void digitEnded(Channel channel, char digit, int millis) {}

    default void stasisStarted(Channel channel, String app, List<String> args) {}

    /** The channel takes the place of another one in the application. */
    default void stasisReplaced(Channel channel, String app, Channel replaced) {}

    default void stasisEnded(Channel channel, String app) {}

    default void playbackStarted(Playback playback) {}

    /** The next sound of the same playback. */
    default void playbackContinued(Playback playback) {}

    default void playbackFinished(Playback playback) {}

    default void recordingStarted(LiveRecording recording) {}

    /** Kept or thrown away: its state says which. */
    default void recordingFinished(LiveRecording recording) {}

    default void callerJoined(Waiting waiting) {}

    default void callerLeft(Waiting waiting) {}

    /** The caller hung up, or Queue() timed out, or the queue became empty: Asterisk does not tell them apart here. */
    default void callerAbandoned(Waiting waiting, long holdSeconds) {}

    /** Why it really ended without an answer; only the queue_log knows. */
    default void callerExited(Waiting waiting, QueueExit exit, long holdSeconds) {}

    default void agentCalled(Ringing ringing) {}

    default void agentRangInVain(Ringing ringing, long ringMillis) {}

    /** The caller gave up while this agent rang; only in the queue_log. */
    default void ringCancelled(Ringing ringing, long ringMillis) {}

    default void agentConnected(Ringing ringing, long holdSeconds, long ringSeconds) {}

    /** {@code reason}: caller, agent or transfer. */
    default void agentCompleted(Ringing ringing, long holdSeconds, long talkSeconds, String reason) {}

    default void memberStatusChanged(CallQueue queue, Member member) {}

    default void memberPaused(CallQueue queue, Member member) {}

    /** The line before the pauses of every single queue; only in the queue_log. */
    default void memberPausedEverywhere(Member first, boolean paused, String reason) {}

    default void memberAdded(CallQueue queue, Member member) {}

    default void memberRemoved(CallQueue queue, Member member) {}

    default void memberPenaltyChanged(CallQueue queue, Member member) {}

    default void memberRinginuseChanged(CallQueue queue, Member member) {}
}
