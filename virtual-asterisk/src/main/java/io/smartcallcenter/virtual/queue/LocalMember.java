package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.LocalPair;
import io.smartcallcenter.virtual.channel.Party;
import io.smartcallcenter.virtual.phone.Phone;

/**
 * The Local channel through which a member as FreePBX makes them is rung ({@code Local/0001@from-queue/n}): app_queue dials one end,
 * the other runs the dialplan and tells what its phone does.
 */
final class LocalMember implements Party {

    private static final String CONTEXT = "from-queue";

    private final Channels channels;
    private final Channel caller;
    private final LocalPair ends;
    private final Party joined;
    private final Phone.Dialler queue;

    private LocalMember(Channels channels, Channel caller, LocalPair ends, Phone.Dialler queue) {
        this.channels = channels;
        this.caller = caller;
        this.ends = ends;
        this.joined = ends.two().party();
        this.queue = queue;
    }

    /** The end for app_queue; the other one waits until the dialplan runs it. */
    static LocalPair dial(Queues queues, Member member, Channel caller, Phone.Dialler queue) {
        Channels channels = queues.channels();
        LocalPair ends = channels.local(CONTEXT, member.endpoint().resource(), caller);
        // ring_entry: who is dialled is who was shown last, at first the number that the caller has dialled (trace 22).
        CallerId shown =
                caller.connected().equals(CallerId.UNKNOWN) ? new CallerId(caller.dialled(), "") : caller.connected();
        channels.callerId(ends.one(), shown);
        channels.callerId(ends.two(), caller.caller());
        channels.connectedLine(ends.two(), shown);
        queues.events().localJoined(ends, false);
        ends.two().party(new LocalMember(channels, caller, ends, queue));
        return ends;
    }

    @Override
    public void rings(Channel two) {
        channels.connectedLine(caller, two.connected());
        channels.callerId(ends.one(), two.connected());
        queue.rings(ends.one());
    }

    @Override
    public void answered(Channel two) {
        queue.answers(ends.one());
    }

    @Override
    public void ended(Channel two) {
        joined.ended(two);
    }
}
