package io.smartcallcenter.cdr.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows that a real Asterisk 22 wrote in a recording. */
final class RecordedCdr {

    private RecordedCdr() {}

    /** Those of one call of the recording. */
    static List<CdrRow> rows(String recording, String linkedid) {
        List<CdrRow> rows = new ArrayList<>();
        try (InputStream json = RecordedCdr.class.getResourceAsStream("/traces/" + recording + "/cdr.json")) {
            for (JsonNode row : new ObjectMapper().readTree(json)) {
                if (row.path("linkedid").asText().equals(linkedid)) {
                    rows.add(row(row));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static CdrRow row(JsonNode row) {
        return new CdrRow(
                "pbx1/" + row.path("linkedid").asText(),
                row.path("uniqueid").asText(),
                row.path("sequence").asLong(),
                LocalDateTime.parse(row.path("calldate").asText().replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC),
                row.path("src").asText(),
                row.path("dst").asText(),
                row.path("channel").asText(),
                row.path("dstchannel").asText(),
                row.path("lastapp").asText(),
                row.path("disposition").asText(),
                row.path("duration").asLong(),
                row.path("billsec").asLong());
    }
}
