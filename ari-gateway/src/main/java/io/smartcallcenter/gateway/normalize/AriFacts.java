package io.smartcallcenter.gateway.normalize;

/**
 * What ARI tells of calls in the application, where there is no AMI to tell it better: states, direct offers and their talks,
 * holds, transfers, ends. What the queues do with a caller ARI does not tell: nothing is made of its traces.
 */
final class AriFacts {

    private final Calls calls;
    private final Offers offers;
    private final Talks talks;
    private final Transfers transfers;
    private final Hangups hangups;

    AriFacts(Calls calls, Offers offers, Talks talks, Transfers transfers, Hangups hangups) {
        this.calls = calls;
        this.offers = offers;
        this.talks = talks;
        this.transfers = transfers;
        this.hangups = hangups;
    }

    void accept(AriFrame frame) {
        if (frame.type().equals("Dial")) {
            dial(frame);
            return;
        }
        if (frame.type().equals("BridgeAttendedTransfer")) {
            attended(frame);
            return;
        }
        Channel channel = calls.find(frame.text("channel.id"));
        if (channel == null) {
            return;
        }
        Moment moment = frame.moment();
        switch (frame.type()) {
            case "ChannelStateChange" -> calls.changeState(channel, frame.text("channel.state"), moment);
            case "ChannelEnteredBridge" -> talks.bridgeEntered(channel, frame.required("bridge.id"), moment);
            case "ChannelLeftBridge" -> talks.bridgeLeft(channel, moment);
            case "ChannelHold" -> talks.hold(channel, true, moment);
            case "ChannelUnhold" -> talks.hold(channel, false, moment);
            case "ChannelHangupRequest" ->
                hangups.requested(channel, frame.text("soft").equals("true"), moment);
            case "BridgeBlindTransfer" -> blind(channel, frame);
            case "ChannelDestroyed" -> hangups.gone(channel, frame.number("cause", 0), moment);
            default -> {}
        }
    }

    /** The dial of a queue, or of the dialplan, has a caller's side; that of the application has none. */
    private void dial(AriFrame frame) {
        Channel leg = calls.find(frame.text("peer.id"));
        if (leg == null || !frame.text("caller.id").isEmpty()) {
            return;
        }
        switch (frame.text("dialstatus")) {
            case "" -> offers.dialled(leg, frame.moment());
            case "RINGING", "PROGRESS", "PROCEEDING" -> {}
            default -> offers.dialEnded(leg.id(), frame.text("dialstatus"), frame.moment());
        }
    }

    private void blind(Channel transferer, AriFrame frame) {
        if (frame.text("result").equals("Success")) {
            Channel transferee = calls.find(frame.text("transferee.id"));
            transfers.blind(transferer, transferee, frame.text("exten"), frame.moment());
        }
    }

    private void attended(AriFrame frame) {
        Channel first = calls.find(frame.text("transferer_first_leg.id"));
        if (first != null && frame.text("result").equals("Success")) {
            Channel target = calls.find(frame.text("transfer_target.id"));
            transfers.attended(first, target, frame.text("transfer_target.name"), frame.moment());
        }
    }
}
