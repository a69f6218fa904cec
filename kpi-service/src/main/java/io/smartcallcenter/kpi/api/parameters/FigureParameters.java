package io.smartcallcenter.kpi.api.parameters;

import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What every question about a time range has. */
public class FigureParameters {

    @RestQuery
    @Parameter(
            required = true,
            description = "Start of the range, inclusive: ISO 8601 with an offset",
            example = "2026-11-23T00:00:00Z")
    String from;

    @RestQuery
    @Parameter(
            required = true,
            description = "End of the range, exclusive: ISO 8601 with an offset; at most 1,100 days after from",
            example = "2026-11-24T00:00:00Z")
    String to;

    @RestQuery
    @Parameter(
            description = "IANA time zone in which hours, days, weeks and months begin",
            schema =
                    @Schema(
                            defaultValue = "UTC",
                            examples = {"Europe/Berlin"}))
    String tz;

    @RestQuery
    @Parameter(description = "Only these queues; repeat it for several. Without it all in which something happened")
    List<String> queue = List.of();

    @RestQuery
    @Parameter(
            description =
                    "Where a call belongs: arrival = everything of it where it joined or began to ring; event = each"
                            + " counter where it happened, outcomes and waits at the end of the wait or of the ringing. With event the"
                            + " identity of a row is not defined: null",
            schema =
                    @Schema(
                            enumeration = {"arrival", "event"},
                            defaultValue = "arrival"))
    String attribution;

    @RestQuery
    @Parameter(
            description = "Decides before the header Accept. CSV and XLSX are exports: they are noted",
            schema =
                    @Schema(
                            enumeration = {"json", "csv", "xlsx"},
                            defaultValue = "json"))
    String format;

    /** Null = the header Accept decides. */
    public String format() {
        return format;
    }

    TimeRange range(Reading reading) {
        return Parameters.range(reading, "from", from, "to", to);
    }

    ZoneId zone(Reading reading) {
        return reading.of(() -> Parameters.zone(tz == null ? "UTC" : tz));
    }

    Set<String> queues(Reading reading) {
        return reading.of(() -> Parameters.names("queue", queue));
    }

    Attribution attribution(Reading reading) {
        return reading.of(() -> attribution == null ? Attribution.ARRIVAL : Parameters.attribution(attribution));
    }
}
