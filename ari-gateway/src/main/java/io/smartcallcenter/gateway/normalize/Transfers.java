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
        publish(transferer.call(), TransferKind.BLIND, transferer, frame.text("Extension"), frame.moment());
        Channel transferee = frame.has("TransfereeUniqueid") ? calls.of(frame, "Transferee") : null;
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
        publish(first.call(), TransferKind.ATTENDED, first, frame.text("TransferTargetChannel"), frame.moment());
        boolean linked = frame.text("DestType").equals("Link") && frame.has("LocalTwoUniqueid");
        String successor = linked ? "LocalTwo" : "Transferee";
        if (second != null && frame.has(successor + "Uniqueid")) {
            handOver(second, linked ? joinLocal(frame, second) : calls.of(frame, successor));
        }
        if (frame.has("TransferTargetUniqueid")) {
            handOver(first, calls.of(frame, "TransferTarget"));
        }
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
        Talk talk = talks.ofLeg(transferer.id());
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
