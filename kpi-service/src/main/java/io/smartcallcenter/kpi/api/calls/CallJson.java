package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.kpi.call.CallRecord;
import io.smartcallcenter.kpi.call.CallSummary;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A call in a list: durations in seconds with one decimal, null where there is none. */
@JsonNaming(SnakeCaseStrategy.class)
public record CallJson(
        @Schema(examples = "pbx1/1764000000.12") String callId,
        Instant startedAt,
        Instant endedAt,
        @Schema(examples = "+7******67", description = "Masked unless the user is a supervisor or admin")
                String callerNumber,
        @Schema(description = "Only for supervisors and admins") String callerName,
        @Schema(description = "The caller's number and name were erased") boolean erased,
        @Schema(examples = "700") String dialled,
        @Schema(examples = "PJSIP/trunk") String trunk,
        @Schema(
                        examples = "answered",
                        description = "Of the last wait: answered, abandoned, timeout, left_empty, exit_key, withdrawn,"
                                + " transferred_out, lost, waiting; refused or none for a call that never waited")
                String outcome,
        @Schema(description = "Whether an operator was connected at all") boolean answered,
        @Schema(examples = "6.1", description = "The longest wait") Double waitTime,
        @Schema(examples = "3.0", description = "With operators, hold included") Double talkTime,
        Double duration,
        @Schema(examples = "16", description = "Q.850") Long cause,
        Set<String> queues,
        Set<String> operators,
        boolean transferred,
        @Schema(description = "Why the gateway decided by itself") String fallback,
        boolean voicemail,
        boolean callbackRequested,
        String callbackNumber,
        @Schema(examples = "matched", description = "matched, missing or mismatched; null if it was not compared")
                String cdr) {

    /** The columns of the CSV. */
    static final List<String> COLUMNS = List.of(
            "call_id",
            "started_at",
            "ended_at",
            "caller_number",
            "caller_name",
            "erased",
            "dialled",
            "trunk",
            "outcome",
            "answered",
            "wait_time",
            "talk_time",
            "duration",
            "cause",
            "queues",
            "operators",
            "transferred",
            "fallback",
            "voicemail",
            "callback_requested",
            "callback_number",
            "cdr");

    static CallJson of(CallRecord call, Sight sight) {
        CallSummary summary = call.summary();
        return new CallJson(
                summary.id(),
                summary.startedAt(),
                summary.endedAt(),
                sight.number(summary.number()),
                sight.name(summary.name()),
                summary.erased(),
                summary.dialled(),
                summary.trunk(),
                call.outcome().wireName(),
                summary.answered(),
                seconds(call.waitMs()),
                seconds(call.talkMs()),
                seconds(summary.durationMs()),
                summary.cause(),
                summary.queues(),
                summary.operators(),
                summary.transferred(),
                summary.fallback(),
                summary.voicemail(),
                summary.callbackAsked(),
                sight.number(summary.callback()),
                summary.cdr() == null ? null : summary.cdr().state().wireName());
    }

    static Double seconds(Long millis) {
        return millis == null ? null : Math.round(millis / 100.0) / 10.0;
    }

    List<Object> cells() {
        return Arrays.asList(
                callId,
                startedAt,
                endedAt,
                callerNumber,
                callerName,
                erased,
                dialled,
                trunk,
                outcome,
                answered,
                waitTime,
                talkTime,
                duration,
                cause,
                String.join("; ", queues),
                String.join("; ", operators),
                transferred,
                fallback,
                voicemail,
                callbackRequested,
                callbackNumber,
                cdr);
    }
}
