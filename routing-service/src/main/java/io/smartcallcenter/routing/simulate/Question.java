package io.smartcallcenter.routing.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.DeviceState;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call that nobody makes.
 *
 * @param dialled as Asterisk would send it
 * @param caller null = withheld
 * @param at ISO-8601 with offset; null = now
 * @param node whose queues and phones are looked at; null = the only one
 * @param rules {@code in-force} (also when it is null), {@code draft} or the number of a version
 * @param document rules that are tried instead, as JSON; null = those of {@code rules}
 * @param assume null = nothing, the live states count
 */
public record Question(
        @Schema(required = true, examples = "700") String dialled,
        Caller caller,
        @Schema(examples = "2026-12-16T09:30:00+05:00") String at,
        @Schema(examples = "pbx1") String node,
        @Schema(examples = "in-force", description = "in-force, draft or the number of a published version")
                String rules,
        @Schema(type = SchemaType.OBJECT) JsonNode document,
        Assume assume) {

    static final String EXAMPLE =
            """
            {"dialled": "700", "caller": {"number": "+77011234567"}, "at": "2026-12-16T09:30:00+05:00",
             "assume": {"queues": {"support": {"free": 0, "waiting": 25}}, "devices": {"PJSIP/0001": "INUSE"},
                        "paused": ["PJSIP/0002"]}}""";

    public record Caller(String number, String name) {}

    /**
     * States that count instead of the live ones. What is not mentioned is as it is.
     *
     * @param queues by name; they count for the queue as a whole, whatever is assumed of single operators
     * @param devices by interface, {@code PJSIP/0001}
     * @param paused interfaces of operators who are paused in every queue
     */
    public record Assume(Map<String, Staffing> queues, Map<String, DeviceState> devices, List<String> paused) {

        static final Assume NOTHING = new Assume(null, null, null);

        public Assume {
            queues = queues == null ? Map.of() : queues;
            devices = devices == null ? Map.of() : devices;
            paused = paused == null ? List.of() : paused;
        }
    }

    /** Operators of a queue and callers who wait; null = as it is. */
    public record Staffing(Integer free, Integer busy, Integer paused, Integer unreachable, Integer waiting) {}
}
