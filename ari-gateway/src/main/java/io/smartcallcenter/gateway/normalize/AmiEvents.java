package io.smartcallcenter.gateway.normalize;

import java.time.Instant;

/** Routes AMI events to what they are about. Events that are not named here carry nothing that we need. */
final class AmiEvents {

    private final Calls calls;
    private final QueueEntries entries;
    private final Offers offers;
    private final Talks talks;
    private final Completions completions;
    private final Transfers transfers;
    private final Members members;
    private final Hangups hangups;
    private final Resyncing resyncing;

    AmiEvents(
            Calls calls,
            QueueEntries entries,
            Offers offers,
            Talks talks,
            Completions completions,
            Transfers transfers,
            Members members,
            Hangups hangups,
            Resyncing resyncing) {
        this.calls = calls;
        this.entries = entries;
        this.offers = offers;
        this.talks = talks;
        this.completions = completions;
        this.transfers = transfers;
        this.members = members;
        this.hangups = hangups;
        this.resyncing = resyncing;
    }

    void accept(AmiFrame frame) {
        switch (frame.event()) {
            case "Newchannel" -> newChannel(frame);
            case "Newstate" -> newState(frame);
            case "HangupRequest" -> hangupRequested(frame, false);
            case "SoftHangupRequest" -> hangupRequested(frame, true);
            case "Hangup" -> hungUp(frame);
            case "QueueCallerJoin" -> entries.joined(frame);
            case "QueueCallerAbandon" -> abandoned(frame);
            case "QueueCallerLeave" -> entries.left(frame);
            case "AgentCalled" -> offers.called(frame);
            case "AgentRingNoAnswer" -> offers.ringNoAnswer(frame);
            case "AgentDump" -> offers.dumped(frame);
            case "DialBegin" -> offers.dialled(frame);
            case "DialEnd" -> offers.dialEnded(frame);
            case "AgentConnect" -> talks.connected(frame);
            case "AgentComplete" -> completions.completed(frame);
            case "BridgeEnter" -> bridgeEntered(frame);
            case "BridgeLeave" -> bridgeLeft(frame);
            case "LocalOptimizationBegin" -> talks.legMoves(frame);
            case "Hold" -> hold(frame, true);
            case "Unhold" -> hold(frame, false);
            case "BlindTransfer" -> transfers.blind(frame);
            case "AttendedTransfer" -> transfers.attended(frame);
            case "VarSet" -> variableSet(frame);
            case "QueueMemberAdded" -> members.added(frame);
            case "QueueMemberRemoved" -> members.removed(frame);
            case "QueueMemberPause" -> members.paused(frame);
            case "QueueMemberStatus", "QueueMemberPenalty", "QueueMemberRinginuse" -> members.status(frame);
            case "FullyBooted" -> booted(frame);
            default -> {}
        }
    }

    private void newChannel(AmiFrame frame) {
        Channel channel = calls.of(frame, "");
        if (channel != null) {
            channel.enterState(frame.text("ChannelStateDesc"));
        }
    }

    private void newState(AmiFrame frame) {
        Channel channel = calls.of(frame, "");
        if (channel != null) {
            calls.changeState(channel, frame.text("ChannelStateDesc"), frame.moment());
        }
    }

    private void hangupRequested(AmiFrame frame, boolean soft) {
        Channel channel = calls.find(frame.required("Uniqueid"));
        if (channel != null) {
            hangups.requested(channel, soft, frame.moment());
        }
    }

    private void hungUp(AmiFrame frame) {
        Channel channel = calls.find(frame.required("Uniqueid"));
        if (channel != null) {
            hangups.gone(channel, frame.number("Cause", 0), frame.moment());
        }
    }

    private void abandoned(AmiFrame frame) {
        entries.abandoned(frame);
        Channel channel = calls.find(frame.required("Uniqueid"));
        if (channel != null) {
            offers.reconsider(channel, frame.moment());
        }
    }

    private void bridgeEntered(AmiFrame frame) {
        Channel channel = calls.of(frame, "");
        if (channel != null) {
            talks.bridgeEntered(channel, frame.required("BridgeUniqueid"), frame.moment());
        }
    }

    private void bridgeLeft(AmiFrame frame) {
        Channel channel = calls.find(frame.required("Uniqueid"));
        if (channel != null) {
            talks.bridgeLeft(channel, frame.moment());
        }
    }

    private void hold(AmiFrame frame, boolean hold) {
        Channel channel = calls.find(frame.required("Uniqueid"));
        if (channel != null) {
            talks.hold(channel, hold, frame.moment());
        }
    }

    /** Only where the AMI user reads the class {@code dialplan}; then QUEUESTATUS comes without the application's help. */
    private void variableSet(AmiFrame frame) {
        if (!frame.text("Variable").equals("QUEUESTATUS") || !frame.has("Value")) {
            return;
        }
        Channel channel = calls.find(frame.text("Uniqueid"));
        if (channel != null && frame.has("Exten")) {
            entries.exited(channel, frame.text("Exten"), frame.text("Value"), frame.moment());
        }
    }

    /** Uptime is in whole seconds, so Asterisk is at most one second older than it says. */
    private void booted(AmiFrame frame) {
        if (frame.has("Uptime")) {
            Instant receivedAt = frame.moment().receivedAt();
            resyncing.booted(receivedAt.minusSeconds(frame.number("Uptime", 0) + 1L), receivedAt);
        }
    }
}
