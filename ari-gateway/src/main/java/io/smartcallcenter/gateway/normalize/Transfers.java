package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.TransferKind;

/** Blind and attended transfers; after them another channel may be the one whose end is the end of the call. */
final class Transfers {

    private final Outbox outbox;
    private final Calls calls;
    private final Talks talks;

    Transfers(Outbox outbox, Calls calls, Talks talks) {
        this.outbox = outbox;
        this.calls = calls;
        this.talks = talks;
    }

    /** BlindTransfer. The transferred channel comes back by StasisStart with the same id and another number. */
    void blind(AmiFrame frame) {
        if (!frame.text("Result").equals("Success")) {
            return;
        }
        Channel transferer = calls.of(frame, "Transferer");
        if (transferer == null) {
            return;
        }
        Channel transferee = frame.has("TransfereeUniqueid") ? calls.of(frame, "Transferee") : null;
        blind(transferer, transferee, frame.text("Extension"), frame.moment());
    }

    /** @param transferee null if it is not one channel */
    void blind(Channel transferer, Channel transferee, String extension, Moment moment) {
        publish(transferer.call(), TransferKind.BLIND, transferer, extension, moment);
        handOver(transferer, transferee);
    }

    /** AttendedTransfer: the operator's two legs leave, the other two parties talk on. */
    void attended(AmiFrame frame) {
        if (!frame.text("Result").equals("Success")) {
            return;
        }
        Channel first = calls.of(frame, "OrigTransferer");
        Channel second = calls.of(frame, "SecondTransferer");
        if (first == null) {
            return;
        }
        Channel target = frame.has("TransferTargetUniqueid") ? calls.of(frame, "TransferTarget") : null;
        attended(first, target, frame.text("TransferTargetChannel"), frame.moment());
        if (second != null) {
            handOver(second, successor(frame, second, target));
        }
    }

    /** Who takes the place of the operator who consulted; null if nobody of that call does. */
    private Channel successor(AmiFrame frame, Channel second, Channel target) {
        if (frame.text("DestType").equals("Link") && frame.has("LocalTwoUniqueid")) {
            return joinLocal(frame, second);
        }
        Channel transferee = frame.has("TransfereeUniqueid") ? calls.of(frame, "Transferee") : null;
        return ofCall(second.call(), transferee) != null ? transferee : ofCall(second.call(), target);
    }

    private static Channel ofCall(Call call, Channel channel) {
        return channel != null && channel.call() == call ? channel : null;
    }

    /**
     * @param first the operator's leg to the caller
     * @param target with whom the caller talks now; null if it is not one channel
     */
    void attended(Channel first, Channel target, String targetName, Moment moment) {
        publish(first.call(), TransferKind.ATTENDED, first, targetName, moment);
        handOver(first, target);
    }

    /** The Local channel that links the bridges stands in the consultation for the operator who left it. */
    private Channel joinLocal(AmiFrame frame, Channel second) {
        return calls.ofAri(
                frame.text("LocalTwoUniqueid"),
                frame.text("LocalTwoChannel"),
                second.call().linkedid(),
                frame.moment());
    }

    private void publish(Call call, TransferKind kind, Channel transferer, String target, Moment moment) {
        if (!call.learn(transferer.id() + "#" + kind)) {
            return;
        }
        Agent from = talks.agentOn(transferer);
        Talk talk = talks.on(transferer);
        if (talk != null) {
            talk.transfer();
        }
        String id = outbox.node() + "/" + transferer.id() + "#transferred/" + kind;
        outbox.call(call, id, new CallEvent.Transferred(call.id(), kind, from, target), moment);
    }

    /** If the one who leaves was the call's owner, the one who stays is it now. */
    private static void handOver(Channel leaving, Channel staying) {
        if (staying != null && staying != leaving && leaving.call().owner() == leaving) {
            leaving.call().own(staying);
        }
    }
}
