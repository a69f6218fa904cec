package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.LocalPair;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.dialplan.AttendedTransfer;

/** Transfers and Local channels on the AMI. */
final class TransferEvents extends EventWriter {

    TransferEvents(VirtualClock clock, AmiServer server) {
        super(clock, server);
    }

    @Override
    public void blindTransferred(Bridge bridge, Channel transferer, Channel transferee, String context, String exten) {
        if (wanted(EventClass.CALL)) {
            send(
                    EventClass.CALL,
                    event("BlindTransfer", EventClass.CALL)
                            .with("Result", "Success")
                            .channel("Transferer", transferer)
                            .channel("Transferee", transferee)
                            .bridge(bridge)
                            .with("IsExternal", "Yes")
                            .with("Context", context)
                            .with("Extension", exten));
        }
    }

    @Override
    public void attendedTransferred(AttendedTransfer.Link link) {
        if (wanted(EventClass.CALL)) {
            Packet packet = event("AttendedTransfer", EventClass.CALL)
                    .with("Result", "Success")
                    .channel("OrigTransferer", link.first())
                    .bridge("Orig", link.firstBridge())
                    .channel("SecondTransferer", link.second())
                    .bridge("Second", link.secondBridge())
                    .channel("Transferee", link.caller())
                    .channel("TransferTarget", link.target())
                    .with("IsExternal", "No")
                    .with("DestType", "Link");
            send(EventClass.CALL, ends(packet, link.ends()));
        }
    }

    @Override
    public void localJoined(LocalPair ends, boolean optimized) {
        if (wanted(EventClass.CALL)) {
            send(
                    EventClass.CALL,
                    ends(event("LocalBridge", EventClass.CALL), ends)
                            .with("Context", ends.two().context())
                            .with("Exten", ends.two().exten())
                            .with("LocalOptimization", optimized ? "Yes" : "No"));
        }
    }

    private static Packet ends(Packet packet, LocalPair ends) {
        return packet.channel("LocalOne", ends.one()).channel("LocalTwo", ends.two());
    }
}
