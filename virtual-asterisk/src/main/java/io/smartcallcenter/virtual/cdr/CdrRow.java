package io.smartcallcenter.virtual.cdr;

/**
 * A row of the table {@code cdr}, with the columns that Asterisk itself fills.
 *
 * @param calldate start of the row, microseconds since the epoch
 * @param duration whole seconds
 * @param billsec whole seconds since the answer of the caller's channel
 */
public record CdrRow(
        long calldate,
        String clid,
        String src,
        String dst,
        String dcontext,
        String channel,
        String dstchannel,
        String lastapp,
        String lastdata,
        long duration,
        long billsec,
        String disposition,
        String uniqueid,
        String linkedid,
        long sequence) {}
