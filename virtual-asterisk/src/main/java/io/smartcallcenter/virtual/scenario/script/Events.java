package io.smartcallcenter.virtual.scenario.script;

import java.util.Set;

/** What a scenario may wait for and count, by Asterisk's names. */
public final class Events {

    public static final Set<String> NAMES = Set.of(
            "Newchannel",
            "Hangup",
            "StasisStart",
            "StasisEnd",
            "QueueCallerJoin",
            "QueueCallerLeave",
            "QueueCallerAbandon",
            "AgentCalled",
            "AgentRingNoAnswer",
            "AgentConnect",
            "AgentComplete",
            "QueueMemberPause",
            "DialState",
            "BridgeEnter",
            "BridgeLeave",
            "PlaybackStarted",
            "PlaybackFinished",
            "RecordingStarted",
            "RecordingFinished");

    private Events() {}
}
