package io.smartcallcenter.gateway.setup;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that was looked at.
 *
 * @param name stable, for programs: {@code ari.login}
 * @param item number of the checklist of the source architecture ("Going to production") that it belongs to; 0 for none
 * @param detail what was seen
 * @param fix what to do; null if there is nothing to do
 */
public record Check(
        @Schema(examples = "ami.timestampevents") String name,
        int item,
        Result result,
        @Schema(examples = "events carry no Timestamp") String detail,
        @Schema(examples = "set timestampevents = yes in the [general] section of manager.conf") String fix) {

    /** FAIL: calls or figures go wrong. WARN: something is not as recommended, or could not be seen. SKIP: not looked at. */
    public enum Result {
        PASS,
        WARN,
        FAIL,
        SKIP
    }

    static Check pass(String name, int item, String detail) {
        return new Check(name, item, Result.PASS, detail, null);
    }

    static Check warn(String name, int item, String detail, String fix) {
        return new Check(name, item, Result.WARN, detail, fix);
    }

    static Check fail(String name, int item, String detail, String fix) {
        return new Check(name, item, Result.FAIL, detail, fix);
    }

    static Check skip(String name, int item, String detail, String fix) {
        return new Check(name, item, Result.SKIP, detail, fix);
    }
}
