package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.dialplan.AttendedTransfer;
import io.smartcallcenter.virtual.pbx.PbxEvents;

/** Transfers as ARI events. */
final class AriTransferEvents implements PbxEvents {

    private final Applications applications;

    AriTransferEvents(Applications applications) {
        this.applications = applications;
    }

    @Override
    public void blindTransferred(Bridge bridge, Channel transferer, Channel transferee, String context, String exten) {
        applications.publish("BridgeBlindTransfer", transferee.id(), json -> {
            json.name("channel").channel(transferer);
            json.name("transferee").channel(transferee);
            json.with("exten", exten).with("context", context).with("result", "Success");
            json.with("is_external", true).name("bridge").bridge(bridge);
        });
    }

    @Override
    public void attendedTransferred(AttendedTransfer.Link link) {
        applications.publish("BridgeAttendedTransfer", link.caller().id(), json -> {
            json.name("transferer_first_leg").channel(link.first());
            json.name("transferer_second_leg").channel(link.second());
            json.with("result", "Success").with("is_external", false);
            json.name("transferee").channel(link.caller());
            json.name("transfer_target").channel(link.target());
            json.name("transferer_first_leg_bridge").bridge(link.firstBridge());
            json.name("transferer_second_leg_bridge").bridge(link.secondBridge());
            json.with("destination_type", "link");
            json.name("destination_link_first_leg").channel(link.ends().one());
            json.name("destination_link_second_leg").channel(link.ends().two());
        });
    }
}
