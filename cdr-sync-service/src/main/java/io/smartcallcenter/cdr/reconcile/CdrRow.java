package io.smartcallcenter.cdr.reconcile;

import java.time.Instant;

/**
 * One row of Asterisk's {@code cdr} table: one dialled leg of a channel. All rows of a call are written together, when the
 * caller's channel ends.
 *
 * @param callId {@code <node>/<linkedid>}; a row without linkedid is grouped by its uniqueid
 * @param calldate start of the leg, whole seconds
 * @param durationS and {@code billsecS}: whole seconds; billsec runs from the answer of the caller's channel
 */
public record CdrRow(
        String callId,
        String uniqueid,
        long sequence,
        Instant calldate,
        String src,
        String dst,
        String channel,
        String dstchannel,
        String lastapp,
        String disposition,
        long durationS,
        long billsecS) {

    private static final String ATTENDED_TRANSFER = "Local/_attended@transfer-";

    /** {@code (uniqueid, sequence)} was unique over all rows seen on a real Asterisk; the uniqueid carries the epoch. */
    public String id() {
        return callId + "/" + uniqueid + "/" + sequence;
    }

    public boolean answered() {
        return disposition.equals("ANSWERED");
    }

    /**
     * An operator's leg that Queue() or our application dialled; not the inner leg of a Local channel, nor the one with which
     * Asterisk joins the bridges of an attended transfer: both are the same talk again.
     */
    public boolean operatorLeg() {
        return !dstchannel.isEmpty()
                && !dstchannel.startsWith(ATTENDED_TRANSFER)
                && !channel.startsWith("Local/")
                && ours();
    }

    /** A queue or our application had a part in it: not so for outbound and internal calls of the same PBX. */
    boolean ours() {
        return lastapp.equals("Queue") || lastapp.equals("Stasis");
    }

    /** {@code PJSIP/0001} of {@code PJSIP/0001-00000002}, {@code Local/0001@from-queue} of its first half. */
    String operator() {
        return endpoint(dstchannel);
    }

    static String endpoint(String channel) {
        int dash = channel.lastIndexOf('-');
        return dash < 0 ? channel : channel.substring(0, dash);
    }
}
