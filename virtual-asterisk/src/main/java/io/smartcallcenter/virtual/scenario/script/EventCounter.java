package io.smartcallcenter.virtual.scenario.script;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.dialplan.LiveRecording;
import io.smartcallcenter.virtual.dialplan.Playback;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.Ringing;
import io.smartcallcenter.virtual.queue.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a scenario may wait for, by Asterisk's names. */
final class EventCounter implements PbxEvents {

    private final Map<String, Integer> counts = new HashMap<>();
    private final Runnable changed;

    EventCounter(Runnable changed) {
        this.changed = changed;
    }

    int of(String name) {
        return counts.getOrDefault(name, 0);
    }

    private void count(String name) {
        counts.merge(name, 1, Integer::sum);
        changed.run();
    }

    @Override
    public void channelCreated(Channel channel) {
        count("Newchannel");
    }

    @Override
    public void hungUp(Channel channel, HangupCause cause, int techCause) {
        count("Hangup");
    }

    @Override
    public void stasisStarted(Channel channel, String app, List<String> args) {
        count("StasisStart");
    }

    @Override
    public void stasisEnded(Channel channel, String app) {
        count("StasisEnd");
    }

    @Override
    public void callerJoined(Waiting waiting) {
        count("QueueCallerJoin");
    }

    @Override
    public void callerLeft(Waiting waiting) {
        count("QueueCallerLeave");
    }

    @Override
    public void callerAbandoned(Waiting waiting, long holdSeconds) {
        count("QueueCallerAbandon");
    }

    @Override
    public void agentCalled(Ringing ringing) {
        count("AgentCalled");
    }

    @Override
    public void agentRangInVain(Ringing ringing, long ringMillis) {
        count("AgentRingNoAnswer");
    }

    @Override
    public void agentConnected(Ringing ringing, long holdSeconds, long ringSeconds) {
        count("AgentConnect");
    }

    @Override
    public void agentCompleted(Ringing ringing, long holdSeconds, long talkSeconds, String reason) {
        count("AgentComplete");
    }

    @Override
    public void memberPaused(CallQueue queue, Member member) {
        count("QueueMemberPause");
    }

    @Override
    public void dialRinging(Channel caller, Channel peer, String dialString) {
        count("DialState");
    }

    @Override
    public void bridgeEntered(Bridge bridge, Channel channel) {
        count("BridgeEnter");
    }

    @Override
    public void bridgeLeft(Bridge bridge, Channel channel) {
        count("BridgeLeave");
    }

    @Override
    public void playbackStarted(Playback playback) {
        count("PlaybackStarted");
    }

    @Override
    public void playbackFinished(Playback playback) {
        count("PlaybackFinished");
    }

    @Override
    public void recordingStarted(LiveRecording recording) {
        count("RecordingStarted");
    }

    @Override
    public void recordingFinished(LiveRecording recording) {
        count("RecordingFinished");
    }
}
