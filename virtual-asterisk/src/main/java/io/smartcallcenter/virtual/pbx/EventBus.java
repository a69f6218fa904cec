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
import java.util.Arrays;
import java.util.List;

/** Tells every listener, in the order in which they were given. */
public final class EventBus implements PbxEvents {

    private PbxEvents[] listeners = new PbxEvents[0];

    public void listeners(List<PbxEvents> all) {
        listeners = all.toArray(PbxEvents[]::new);
    }

    /** One more listener, told after all others: when it hears of an event, ARI and AMI have written it. Gone with a restart. */
    public void also(PbxEvents listener) {
        listeners = Arrays.copyOf(listeners, listeners.length + 1);
        listeners[listeners.length - 1] = listener;
    }

    @Override
    public void channelCreated(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.channelCreated(channel);
        }
    }

    @Override
    public void callerIdChanged(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.callerIdChanged(channel);
        }
    }

    @Override
    public void connectedLineChanged(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.connectedLineChanged(channel);
        }
    }

    @Override
    public void dialplanStep(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.dialplanStep(channel);
        }
    }

    @Override
    public void stateChanged(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.stateChanged(channel);
        }
    }

    @Override
    public void variableSet(Channel channel, String name, String value) {
        for (PbxEvents listener : listeners) {
            listener.variableSet(channel, name, value);
        }
    }

    @Override
    public void hangupRequested(Channel channel, int cause, int techCause, boolean soft) {
        for (PbxEvents listener : listeners) {
            listener.hangupRequested(channel, cause, techCause, soft);
        }
    }

    @Override
    public void hungUp(Channel channel, HangupCause cause, int techCause) {
        for (PbxEvents listener : listeners) {
            listener.hungUp(channel, cause, techCause);
        }
    }

    @Override
    public void dialBegan(Channel caller, Channel peer, String dialString) {
        for (PbxEvents listener : listeners) {
            listener.dialBegan(caller, peer, dialString);
        }
    }

    @Override
    public void dialRinging(Channel caller, Channel peer, String dialString) {
        for (PbxEvents listener : listeners) {
            listener.dialRinging(caller, peer, dialString);
        }
    }

    @Override
    public void dialEnded(Channel caller, Channel peer, String status, String dialString) {
        for (PbxEvents listener : listeners) {
            listener.dialEnded(caller, peer, status, dialString);
        }
    }

    @Override
    public void bridgeCreated(Bridge bridge) {
        for (PbxEvents listener : listeners) {
            listener.bridgeCreated(bridge);
        }
    }

    @Override
    public void bridgeEntered(Bridge bridge, Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.bridgeEntered(bridge, channel);
        }
    }

    @Override
    public void bridgeLeft(Bridge bridge, Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.bridgeLeft(bridge, channel);
        }
    }

    @Override
    public void bridgeDestroyed(Bridge bridge) {
        for (PbxEvents listener : listeners) {
            listener.bridgeDestroyed(bridge);
        }
    }

    @Override
    public void blindTransferred(Bridge bridge, Channel transferer, Channel transferee, String context, String exten) {
        for (PbxEvents listener : listeners) {
            listener.blindTransferred(bridge, transferer, transferee, context, exten);
        }
    }

    @Override
    public void attendedTransferred(AttendedTransfer.Link link) {
        for (PbxEvents listener : listeners) {
            listener.attendedTransferred(link);
        }
    }

    @Override
    public void localJoined(LocalPair ends, boolean optimized) {
        for (PbxEvents listener : listeners) {
            listener.localJoined(ends, optimized);
        }
    }

    @Override
    public void deviceStateChanged(String device, String state) {
        for (PbxEvents listener : listeners) {
            listener.deviceStateChanged(device, state);
        }
    }

    @Override
    public void registrationChanged(Endpoint endpoint) {
        for (PbxEvents listener : listeners) {
            listener.registrationChanged(endpoint);
        }
    }

    @Override
    public void musicStarted(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.musicStarted(channel);
        }
    }

    @Override
    public void musicStopped(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.musicStopped(channel);
        }
    }

    @Override
    public void held(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.held(channel);
        }
    }

    @Override
    public void unheld(Channel channel) {
        for (PbxEvents listener : listeners) {
            listener.unheld(channel);
        }
    }

    @Override
    public void digitBegan(Channel channel, char digit) {
        for (PbxEvents listener : listeners) {
            listener.digitBegan(channel, digit);
        }
    }

    @Override
    public void digitEnded(Channel channel, char digit, int millis) {
        for (PbxEvents listener : listeners) {
            listener.digitEnded(channel, digit, millis);
        }
    }

    @Override
    public void stasisStarted(Channel channel, String app, List<String> args) {
        for (PbxEvents listener : listeners) {
            listener.stasisStarted(channel, app, args);
        }
    }

    @Override
    public void stasisReplaced(Channel channel, String app, Channel replaced) {
        for (PbxEvents listener : listeners) {
            listener.stasisReplaced(channel, app, replaced);
        }
    }

    @Override
    public void stasisEnded(Channel channel, String app) {
        for (PbxEvents listener : listeners) {
            listener.stasisEnded(channel, app);
        }
    }

    @Override
    public void playbackStarted(Playback playback) {
        for (PbxEvents listener : listeners) {
            listener.playbackStarted(playback);
        }
    }

    @Override
    public void playbackContinued(Playback playback) {
        for (PbxEvents listener : listeners) {
            listener.playbackContinued(playback);
        }
    }

    @Override
    public void playbackFinished(Playback playback) {
        for (PbxEvents listener : listeners) {
            listener.playbackFinished(playback);
        }
    }

    @Override
    public void recordingStarted(LiveRecording recording) {
        for (PbxEvents listener : listeners) {
            listener.recordingStarted(recording);
        }
    }

    @Override
    public void recordingFinished(LiveRecording recording) {
        for (PbxEvents listener : listeners) {
            listener.recordingFinished(recording);
        }
    }

    @Override
    public void callerJoined(Waiting waiting) {
        for (PbxEvents listener : listeners) {
            listener.callerJoined(waiting);
        }
    }

    @Override
    public void callerLeft(Waiting waiting) {
        for (PbxEvents listener : listeners) {
            listener.callerLeft(waiting);
        }
    }

    @Override
    public void callerAbandoned(Waiting waiting, long holdSeconds) {
        for (PbxEvents listener : listeners) {
            listener.callerAbandoned(waiting, holdSeconds);
        }
    }

    @Override
    public void callerExited(Waiting waiting, QueueExit exit, long holdSeconds) {
        for (PbxEvents listener : listeners) {
            listener.callerExited(waiting, exit, holdSeconds);
        }
    }

    @Override
    public void agentCalled(Ringing ringing) {
        for (PbxEvents listener : listeners) {
            listener.agentCalled(ringing);
        }
    }

    @Override
    public void agentRangInVain(Ringing ringing, long ringMillis) {
        for (PbxEvents listener : listeners) {
            listener.agentRangInVain(ringing, ringMillis);
        }
    }

    @Override
    public void ringCancelled(Ringing ringing, long ringMillis) {
        for (PbxEvents listener : listeners) {
            listener.ringCancelled(ringing, ringMillis);
        }
    }

    @Override
    public void agentConnected(Ringing ringing, long holdSeconds, long ringSeconds) {
        for (PbxEvents listener : listeners) {
            listener.agentConnected(ringing, holdSeconds, ringSeconds);
        }
    }

    @Override
    public void agentCompleted(Ringing ringing, long holdSeconds, long talkSeconds, String reason) {
        for (PbxEvents listener : listeners) {
            listener.agentCompleted(ringing, holdSeconds, talkSeconds, reason);
        }
    }

    @Override
    public void memberStatusChanged(CallQueue queue, Member member) {
        for (PbxEvents listener : listeners) {
            listener.memberStatusChanged(queue, member);
        }
    }

    @Override
    public void memberPaused(CallQueue queue, Member member) {
        for (PbxEvents listener : listeners) {
            listener.memberPaused(queue, member);
        }
    }

    @Override
    public void memberPausedEverywhere(Member first, boolean paused, String reason) {
        for (PbxEvents listener : listeners) {
            listener.memberPausedEverywhere(first, paused, reason);
        }
    }

    @Override
    public void memberAdded(CallQueue queue, Member member) {
        for (PbxEvents listener : listeners) {
            listener.memberAdded(queue, member);
        }
    }

    @Override
    public void memberRemoved(CallQueue queue, Member member) {
        for (PbxEvents listener : listeners) {
            listener.memberRemoved(queue, member);
        }
    }

    @Override
    public void memberPenaltyChanged(CallQueue queue, Member member) {
        for (PbxEvents listener : listeners) {
            listener.memberPenaltyChanged(queue, member);
        }
    }

    @Override
    public void memberRinginuseChanged(CallQueue queue, Member member) {
        for (PbxEvents listener : listeners) {
            listener.memberRinginuseChanged(queue, member);
        }
    }
}
