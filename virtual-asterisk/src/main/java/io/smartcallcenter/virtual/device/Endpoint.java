package io.smartcallcenter.virtual.device;

import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.phone.RingPlan;
import java.util.ArrayList;
import java.util.List;

/** A PJSIP endpoint: an operator's phone or the trunk. */
public final class Endpoint {

    private final String resource;
    private final CallerId callerId;
    private final List<Channel> channels = new ArrayList<>(2);
    private boolean registered = true;
    private RingPlan ringPlan = RingPlan.IGNORE;
    private DeviceState published = DeviceState.NOT_INUSE;

    public Endpoint(String resource, CallerId callerId) {
        this.resource = resource;
        this.callerId = callerId;
    }

    public String resource() {
        return resource;
    }

    /** {@code PJSIP/0001}: the device and the queue member's interface. */
    public String device() {
        return "PJSIP/" + resource;
    }

    public CallerId callerId() {
        return callerId;
    }

    public List<Channel> channels() {
        return channels;
    }

    public boolean registered() {
        return registered;
    }

    void registered(boolean yes) {
        registered = yes;
    }

    /** What the phone does when it rings. */
    public RingPlan ringPlan() {
        return ringPlan;
    }

    public void ringPlan(RingPlan plan) {
        ringPlan = plan;
    }

    DeviceState published() {
        return published;
    }

    void published(DeviceState state) {
        published = state;
    }

    public DeviceState state() {
        boolean ringing = false;
        boolean up = false;
        for (Channel channel : channels) {
            switch (channel.state()) {
                case RINGING -> ringing = true;
                case UP, RING -> up = true;
                case DOWN -> {}
            }
        }
        if (ringing) {
            return up ? DeviceState.RINGINUSE : DeviceState.RINGING;
        }
        if (up) {
            return DeviceState.INUSE;
        }
        return registered ? DeviceState.NOT_INUSE : DeviceState.UNAVAILABLE;
    }
}
