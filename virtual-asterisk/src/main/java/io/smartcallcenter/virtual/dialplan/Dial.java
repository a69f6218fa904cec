package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.bridge.Bridges;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Devices;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.phone.Phone;
import java.time.Duration;

/** The application Dial: rings one phone for a channel and joins the two; the order is that of trace 22. */
final class Dial implements Occupation, Phone.Dialler {

    /** Dial(PJSIP/0001,20) */
    static final int SECONDS = 20;

    private final VirtualClock clock;
    private final PbxEvents events;
    private final Devices devices;
    private final Channels channels;
    private final Bridges bridges;
    private final Channel channel;
    private Channel leg;
    private Bridge bridge;
    private Timer noAnswer;
    private boolean over;

    Dial(Parts parts, Channel channel) {
        this.clock = parts.clock();
        this.events = parts.events();
        this.devices = parts.devices();
        this.channels = parts.channels();
        this.bridges = parts.bridges();
        this.channel = channel;
    }

    void begin(Endpoint endpoint) {
        leg = channels.outgoing(null, endpoint.resource(), endpoint.callerId(), channel);
        leg.at("internal", channel.exten(), 1);
        leg.running("AppDial", "(Outgoing Line)");
        channels.connectedLine(leg, channel.caller());
        events.dialBegan(channel, leg, endpoint.resource());
        channels.connectedLine(channel, leg.caller());
        channel.occupation(this);
        leg.occupation((gone, how) -> legGone());
        noAnswer =
                clock.after(Duration.ofSeconds(SECONDS), () -> unanswered("NOANSWER", HangupCause.NORMAL_CLEARING, 0));
        Phone phone = new Phone(clock, channels, endpoint.ringPlan(), this);
        leg.party(phone);
        phone.invited(leg);
    }

    @Override
    public void rings(Channel phone) {
        channels.ringing(leg);
        devices.changed(leg.endpoint());
        channel.party().rings(channel);
        events.dialRinging(channel, leg, "");
    }

    @Override
    public void answers(Channel phone) {
        noAnswer.cancel();
        channels.pickUp(leg);
        events.dialEnded(channel, leg, "ANSWER", "");
        devices.changed(leg.endpoint());
        channels.answer(channel);
        leg.at("internal", "", 1);
        bridge = bridges.create(null, "", false);
        bridges.enter(bridge, leg);
        bridges.enter(bridge, channel);
        channel.party().answered(channel);
    }

    @Override
    public void rejects(Channel phone, int sipStatus) {
        events.hangupRequested(leg, HangupCause.USER_BUSY.code(), sipStatus, false);
        unanswered("BUSY", HangupCause.USER_BUSY, sipStatus);
    }

    private void unanswered(String status, HangupCause cause, int sipStatus) {
        over = true;
        noAnswer.cancel();
        events.dialEnded(channel, leg, status, "");
        leg.occupation(NONE);
        channels.drop(leg, cause, sipStatus);
        channel.occupation(NONE);
        channels.hangup(channel, cause);
    }

    /** The phone's side has ended by itself. */
    private void legGone() {
        if (over) {
            return;
        }
        over = true;
        noAnswer.cancel();
        if (bridge == null) {
            events.dialEnded(channel, leg, "NOANSWER", "");
        } else {
            bridges.leave(leg);
            bridges.leave(channel);
            bridges.destroy(bridge);
        }
        channel.occupation(NONE);
        clock.afterMicros(300, () -> channels.hangup(channel, HangupCause.NORMAL_CLEARING));
    }

    @Override
    public void ending(Channel gone, Ending how) {
        if (over) {
            return;
        }
        over = true;
        noAnswer.cancel();
        if (bridge == null) {
            events.dialEnded(channel, leg, "CANCEL", "");
        } else {
            bridges.leave(channel);
            bridges.leave(leg);
            bridges.destroy(bridge);
        }
        leg.occupation(NONE);
        channels.drop(leg, HangupCause.NORMAL_CLEARING, 0);
    }
}
