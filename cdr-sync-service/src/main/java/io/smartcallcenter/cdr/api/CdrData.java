package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.events.Ids;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * {@code GET /api/admin/reports/cdr-data}.
 *
 * @param nextCursor null on the last page
 */
public record CdrData(Question question, List<Row> rows, @JsonProperty("next_cursor") String nextCursor)
        implements Report {

    private static final Pattern COUNTED = Pattern.compile("(?<endpoint>.*)(?<count>-[0-9a-f]{8}(;[12])?)");

    private static final Row BLANK =
            Row.of(new CdrRow("/", "", 0, Instant.EPOCH, "", "", "", "", "", "", 0, 0), Sight.FULL);

    /** What was asked. */
    @Schema(name = "CdrDataQuestion")
    public record Question(Instant from, Instant to, String tz) {}

    /** One dialled leg, as Asterisk wrote it. */
    @Schema(name = "CdrDataRow")
    public record Row(
            String node,
            @JsonProperty("call_id") @Schema(examples = "pbx1/1795386500.0") String callId,
            Instant calldate,
            @Schema(description = "Masked for analysts") String src,
            @Schema(description = "Numbers in it are masked for analysts") String dst,
            String did,
            @Schema(description = "Null for analysts", nullable = true) String cnam,
            @Schema(description = "A number in it is masked for analysts") String channel,
            @Schema(description = "As channel; that of an operator is shown") String dstchannel,
            @Schema(description = "Its own name is shown, a number behind that is masked for analysts") String trunk,
            String queue,
            String operator,
            String lastapp,
            String disposition,
            @JsonProperty("duration_seconds") long durationSeconds,
            @JsonProperty("billable_seconds") long billableSeconds,
            String uniqueid,
            long sequence,
            String recordingfile,
            String accountcode) {

        static Row of(CdrRow row, Sight sight) {
            return new Row(
                    Ids.nodeOf(row.callId()),
                    row.callId(),
                    row.calldate(),
                    sight.number(row.src()),
                    sight.text(row.dst()),
                    row.extras().did(),
                    sight.name(row.extras().cnam()),
                    channelName(row.channel(), sight),
                    row.operatorLeg() ? row.dstchannel() : channelName(row.dstchannel(), sight),
                    Trunks.shown(row.trunk(), sight),
                    row.queue(),
                    row.operatorLeg() ? row.operator() : "",
                    row.lastapp(),
                    row.disposition(),
                    row.durationS(),
                    row.billsecS(),
                    row.uniqueid(),
                    row.sequence(),
                    sight.text(row.extras().recordingfile()),
                    row.extras().accountcode());
        }
    }

    /** The eight digits at the end count channels: no number of anybody. */
    private static String channelName(String channel, Sight sight) {
        Matcher counted = COUNTED.matcher(channel);
        return counted.matches() ? sight.text(counted.group("endpoint")) + counted.group("count") : sight.text(channel);
    }

    @Override
    public String name() {
        return "cdr";
    }

    @Override
    public Row blank() {
        return BLANK;
    }
}
