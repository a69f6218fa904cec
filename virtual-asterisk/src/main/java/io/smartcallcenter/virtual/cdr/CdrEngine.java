package io.smartcallcenter.virtual.cdr;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.ChannelState;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes CDR rows from what happens: one per dialled leg of a caller's channel, all written together when that channel ends
 * (REPORT section 5). The time between two ringings is in no row.
 */
public final class CdrEngine implements PbxEvents {

    private final Map<Channel, List<CdrRecord>> chains = new HashMap<>();
    private final VirtualClock clock;
    private final CdrSink sink;
    private final AstDb astDb;

    public CdrEngine(VirtualClock clock, CdrSink sink, AstDb astDb) {
        this.astDb = astDb;
        this.clock = clock;
        this.sink = sink;
    }

    /** Every channel uses up a sequence number, also the legs that get no row of their own. */
    @Override
    public void channelCreated(Channel channel) {
        long number = astDb.nextCdr();
        if (channel.state() == ChannelState.RING) {
            List<CdrRecord> chain = new ArrayList<>(2);
            chain.add(new CdrRecord(channel, number, clock.now()));
            chains.put(channel, chain);
        }
    }

    private static CdrRecord last(List<CdrRecord> chain) {
        return chain.get(chain.size() - 1);
    }

    @Override
    public void dialplanStep(Channel channel) {
        List<CdrRecord> chain = chains.get(channel);
        if (chain == null) {
            return;
        }
        if (chain.stream().noneMatch(CdrRecord::open)) {
            chain.add(new CdrRecord(channel, astDb.nextCdr(), clock.now()));
        } else if (last(chain).open()) {
            last(chain).follow();
        }
    }

    @Override
    public void dialBegan(Channel caller, Channel peer, String dialString) {
        List<CdrRecord> chain = caller == null ? null : chains.get(caller);
        if (chain == null) {
            return;
        }
        if (last(chain).other() != null || !last(chain).open()) {
            chain.add(new CdrRecord(caller, astDb.nextCdr(), clock.now()));
        }
        last(chain).other(peer);
    }

    @Override
    public void dialEnded(Channel caller, Channel peer, String status, String dialString) {
        List<CdrRecord> chain = caller == null ? null : chains.get(caller);
        if (chain == null) {
            return;
        }
        for (CdrRecord each : chain) {
            if (each.other() == peer && each.open()) {
                if (status.equals("ANSWER")) {
                    each.answered();
                } else {
                    each.end(status.equals("BUSY") ? "BUSY" : "NO ANSWER", clock.now());
                }
            }
        }
    }

    /** A direct call is dialled by ARI without a caller: the bridge tells who belongs together. So it does after a transfer. */
    @Override
    public void bridgeEntered(Bridge bridge, Channel channel) {
        if (bridge.channels().size() != 2) {
            return;
        }
        for (Channel each : bridge.channels()) {
            List<CdrRecord> chain = chains.get(each);
            if (chain != null && chain.stream().noneMatch(CdrRecord::open)) {
                chain.add(new CdrRecord(each, astDb.nextCdr(), clock.now()));
            }
            if (chain != null && last(chain).open() && last(chain).other() == null) {
                last(chain).other(bridge.other(each));
                last(chain).answered();
                return;
            }
        }
    }

    @Override
    public void bridgeLeft(Bridge bridge, Channel channel) {
        for (CdrRecord record : chains.getOrDefault(channel, List.of())) {
            if (record.open() && record.other() != null) {
                record.end("ANSWERED", clock.now());
            }
        }
        for (Channel left : bridge.channels()) {
            for (CdrRecord record : chains.getOrDefault(left, List.of())) {
                if (record.open() && record.other() == channel) {
                    record.end("ANSWERED", clock.now());
                }
            }
        }
    }

    @Override
    public void hungUp(Channel channel, HangupCause cause, int techCause) {
        List<CdrRecord> chain = chains.remove(channel);
        if (chain == null) {
            return;
        }
        List<CdrRow> rows = new ArrayList<>(chain.size());
        for (CdrRecord each : chain) {
            if (each.open()) {
                each.end(channel.answered() == 0 ? "NO ANSWER" : "ANSWERED", clock.now());
            }
            if (each.worthWriting()) {
                rows.add(each.row());
            }
        }
        if (!rows.isEmpty()) {
            sink.write(rows);
        }
    }
}
