package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.numberplan.Instead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at hours and operators for one decision, and notes what was seen and why it mattered, in the words of the field. */
final class Findings {

    private final Availability availability;
    private final Instant now;
    private final List<String> hours = new ArrayList<>();
    private final List<String> operators = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    Findings(Availability availability, Instant now) {
        this.availability = availability;
        this.now = now;
    }

    /** @param whose before what is found: empty for the number's own, {@code "queue support "} */
    boolean open(BusinessHours asked, String whose) {
        BusinessHours.Status status = asked.at(now);
        hours.add(whose
                + (status.open() ? "open: " : "closed: ")
                + asked.name()
                + (status.specialDay() == null ? "" : ", " + status.specialDay()));
        return status.open();
    }

    /** @param maxPenalty of the operators that count; null = all count */
    Optional<Availability.Staffing> staffing(String queue, Integer maxPenalty) {
        Optional<Availability.Staffing> found = availability.staffing(queue, maxPenalty);
        operators.add(queue
                + (maxPenalty == null ? "" : ", penalty up to " + maxPenalty)
                + ": "
                + found.map(Availability.Staffing::toString).orElse("not known"));
        return found;
    }

    Optional<DeviceState> device(String endpoint) {
        Optional<DeviceState> found = availability.device(endpoint);
        operators.add(endpoint + ": " + found.map(Enum::name).orElse("not known"));
        return found;
    }

    /** Not noted: of many operators only the chosen one matters. */
    Optional<Availability.Presence> presence(String endpoint) {
        return availability.presence(endpoint);
    }

    void because(String reason) {
        reasons.add(reason);
    }

    void because(String reason, Instead instead) {
        reasons.add(reason + ": " + words(instead));
    }

    private static String words(Instead instead) {
        if (instead instanceof Instead.Announce announce) {
            return "announcement " + announce.prompt();
        }
        if (instead instanceof Instead.OtherQueue other) {
            return "queue " + other.queue();
        }
        if (instead instanceof Instead.Voicemail voicemail) {
            return "voicemail " + voicemail.mailbox();
        }
        if (instead instanceof Instead.Callback callback) {
            return "callback by " + callback.queue();
        }
        return instead instanceof Instead.Flow flow
                ? "service " + flow.flow().name()
                : "reject " + ((Instead.Reject) instead).cause();
    }

    String hours() {
        return hours.isEmpty() ? "always open" : String.join("; ", hours);
    }

    String operators() {
        return operators.isEmpty() ? "not needed" : String.join("; ", operators);
    }

    String reasons() {
        return String.join("; ", reasons);
    }
}
