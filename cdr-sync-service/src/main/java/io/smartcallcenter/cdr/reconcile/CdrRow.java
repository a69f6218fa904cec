package io.smartcallcenter.cdr.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One row of Asterisk's {@code cdr} table: one dialled leg of a channel. The rows of a channel are written together, when it ends: those of the
 * caller at the end of the call, those of a Local half or of a consultation before.
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
        long billsecS,
        Extras extras) {

    /**
     * Columns that not every table has, or that only a dialplan fills (FreePBX): empty where there is nothing.
     *
     * @param lastdata arguments of the last application: {@code support,,,,}
     * @param did the number that was dialled from outside
     * @param cnum and {@code cnam}: the caller's number and name
     */
    public record Extras(
            String lastdata, String did, String cnum, String cnam, String recordingfile, String accountcode) {

        public static final Extras NONE = new Extras("", "", "", "", "", "");

        /** @param value of a column by its name; null or empty: there is none */
        public static Extras of(Function<String, String> value) {
            return new Extras(
                    text(value, "lastdata"),
                    text(value, "did"),
                    text(value, "cnum"),
                    text(value, "cnam"),
                    text(value, "recordingfile"),
                    text(value, "accountcode"));
        }

        private static String text(Function<String, String> value, String column) {
            String text = value.apply(column);
            return text == null ? "" : text;
        }

        /** Those that are not empty, by the name of their column. */
        public void forEach(BiConsumer<String, String> each) {
            say(each, "lastdata", lastdata);
            say(each, "did", did);
            say(each, "cnum", cnum);
            say(each, "cnam", cnam);
            say(each, "recordingfile", recordingfile);
            say(each, "accountcode", accountcode);
        }

        private static void say(BiConsumer<String, String> each, String column, String text) {
            if (!text.isEmpty()) {
                each.accept(column, text);
            }
        }
    }

    private static final long LONGEST_LEG_S = Duration.ofDays(366).toSeconds();
    private static final String ATTENDED_TRANSFER = "Local/_attended@transfer-";

    /** A row of a table that has no other columns. */
    public CdrRow(
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
        this(
                callId,
                uniqueid,
                sequence,
                calldate,
                src,
                dst,
                channel,
                dstchannel,
                lastapp,
                disposition,
                durationS,
                billsecS,
                Extras.NONE);
    }

    /** {@code (uniqueid, sequence)} was unique over all rows seen on a real Asterisk; the uniqueid carries the epoch. */
    public String id() {
        return callId + "/" + uniqueid + "/" + sequence;
    }

    /**
     * The row without somebody's number: hidden wherever it stands, with the name that came with it. The interface of an operator stays, and so does
     * the number that was dialled from outside: neither is a caller's.
     *
     * @param hide gives a text without the number
     */
    public CdrRow without(UnaryOperator<String> hide) {
        boolean theirs =
                !hide.apply(src).equals(src) || !hide.apply(extras.cnum()).equals(extras.cnum());
        return new CdrRow(
                callId,
                uniqueid,
                sequence,
                calldate,
                hide.apply(src),
                hide.apply(dst),
                hide.apply(channel),
                operatorLeg() ? dstchannel : hide.apply(dstchannel),
                lastapp,
                disposition,
                durationS,
                billsecS,
                new Extras(
                        hide.apply(extras.lastdata()),
                        extras.did(),
                        hide.apply(extras.cnum()),
                        theirs ? "" : hide.apply(extras.cnam()),
                        hide.apply(extras.recordingfile()),
                        hide.apply(extras.accountcode())));
    }

    /** When the leg ended. What a column says that can be no duration counts as the longest, or as none. */
    public Instant end() {
        return calldate.plusSeconds(Math.max(0, Math.min(durationS, LONGEST_LEG_S)));
    }

    /** The caller's own: it is written when the call is over. That of another leg, or of a half of a Local channel, when that ends. */
    boolean callers() {
        return callId.substring(callId.indexOf('/') + 1).equals(uniqueid) && !channel.startsWith("Local/");
    }

    public boolean answered() {
        return disposition.equals("ANSWERED");
    }

    /**
     * An operator's leg that Queue() or our application dialled, also for a half of a Local channel that an operator's transfer has sent there; not
     * the leg that a Local channel dialled by itself, nor the one with which Asterisk joins the bridges of an attended transfer: both are the same
     * talk again.
     */
    public boolean operatorLeg() {
        return !dstchannel.isEmpty()
                && !dstchannel.startsWith(ATTENDED_TRANSFER)
                && !channel.startsWith(ATTENDED_TRANSFER)
                && ours();
    }

    /** A queue or our application had a part in it: not so for outbound and internal calls of the same PBX. */
    boolean ours() {
        return lastapp.equals("Queue") || lastapp.equals("Stasis");
    }

    /**
     * An operator of a call that our application had connected has transferred it: this leg took the operator's place in our bridge, and is no
     * operator's. The other half of its Local channel went to where it was transferred, and has a row of that if it was answered or rang somebody
     * before the caller left. The other half of an operator's has a row of the phone that it dialled.
     */
    boolean tookAnOperatorsPlace(Collection<CdrRow> rows) {
        return lastapp.equals("Stasis")
                && dstchannel.startsWith("Local/")
                && dstchannel.endsWith(";1")
                && rows.stream().allMatch(row -> row.ours() || !row.channel.equals(otherHalf(dstchannel)));
    }

    private static String otherHalf(String localChannel) {
        return localChannel.substring(0, localChannel.length() - 1) + "2";
    }

    /** A half of a Local channel that is a member of a queue; not one with which Asterisk joins an attended transfer. */
    boolean localHalf() {
        return channel.startsWith("Local/") && !channel.startsWith(ATTENDED_TRANSFER);
    }

    /** The queue of {@code Queue(support,,,,)}; empty for what no queue did. */
    public String queue() {
        if (!lastapp.equals("Queue")) {
            return "";
        }
        int comma = extras.lastdata().indexOf(',');
        return comma < 0 ? extras.lastdata() : extras.lastdata().substring(0, comma);
    }

    /** The endpoint that the caller came from: {@code PJSIP/trunk}. */
    public String trunk() {
        return endpoint(channel);
    }

    /** {@code PJSIP/0001} of {@code PJSIP/0001-00000002}, {@code Local/0001@from-queue} of its first half. */
    public String operator() {
        return endpoint(dstchannel);
    }

    static String endpoint(String channel) {
        int dash = channel.lastIndexOf('-');
        return dash < 0 ? channel : channel.substring(0, dash);
    }
}
