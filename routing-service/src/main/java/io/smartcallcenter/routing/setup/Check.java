package io.smartcallcenter.routing.setup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that was looked at before calls are routed.
 *
 * @param name stable, for programs: {@code queues.exist}
 * @param detail what was seen
 * @param fix what to do; null if there is nothing to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(
        @Schema(examples = "queues.exist") String name,
        Result result,
        @Schema(examples = "Asterisk has no queue vip") String detail,
        @Schema(examples = "make it in queues.conf") String fix) {

    /** FAIL: calls would go wrong, so the set-up is not complete. WARN: not as recommended. */
    public enum Result {
        @JsonProperty("pass")
        PASS,
        @JsonProperty("warn")
        WARN,
        @JsonProperty("fail")
        FAIL
    }

    static Check pass(String name, String detail) {
        return new Check(name, Result.PASS, detail, null);
    }

    static Check warn(String name, String detail, String fix) {
        return new Check(name, Result.WARN, detail, fix);
    }

    static Check fail(String name, String detail, String fix) {
        return new Check(name, Result.FAIL, detail, fix);
    }

    boolean failed() {
        return result == Result.FAIL;
    }
}
