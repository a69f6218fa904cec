package io.smartcallcenter.virtual.cdr;

import io.smartcallcenter.virtual.channel.Channel;

/** A CDR under way: the caller's channel and at most one other party. */
final class CdrRecord {

    private final Channel caller;
    private final long sequence;
    private final long start;
    private Channel other;
    private String status = "";
    private long end;
    private String dst;
    private String context;
    private String application;
    private String applicationData;

    CdrRecord(Channel caller, long sequence, long start) {
        this.caller = caller;
        this.sequence = sequence;
        this.start = start;
        follow();
    }

    /** Takes over where the caller's dialplan is now. */
    void follow() {
        dst = caller.exten();
        context = caller.context();
        application = caller.application();
        applicationData = caller.applicationData();
    }

    boolean open() {
        return end == 0;
    }

    Channel other() {
        return other;
    }

    void other(Channel party) {
        other = party;
    }

    void answered() {
        status = "ANSWERED";
    }

    void end(String disposition, long now) {
        if (status.isEmpty()) {
            status = disposition;
        }
        end = now;
    }

    /** cdr.conf {@code unanswered=no}: a call that nobody answered and that rang nowhere leaves nothing. */
    boolean worthWriting() {
        return other != null || caller.answered() != 0;
    }

    CdrRow row() {
        long answer = caller.answered() == 0 ? end : Math.min(end, Math.max(start, caller.answered()));
        return new CdrRow(
                start,
                caller.caller().clid(),
                caller.caller().number(),
                dst,
                context,
                caller.name(),
                other == null ? "" : other.name(),
                application,
                applicationData,
                (end - start) / 1_000_000,
                (end - answer) / 1_000_000,
                status,
                caller.id(),
                caller.linkedid(),
                sequence);
    }
}
