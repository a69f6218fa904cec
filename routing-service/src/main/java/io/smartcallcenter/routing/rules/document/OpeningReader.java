package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Opening;

/** {@code hours} and {@code outside} of a number or of a queue. */
final class OpeningReader {

    private final Section<BusinessHours> hours;
    private final InsteadReader instead;

    OpeningReader(Section<BusinessHours> hours, InsteadReader instead) {
        this.hours = hours;
        this.instead = instead;
    }

    /** Null after a fault, or if it is always open. */
    Opening read(Node owner) {
        Node outside = owner.get("outside");
        BusinessHours open = hours.find(owner.get("hours"));
        if (owner.has("hours") == outside.missing()) {
            outside.fault(
                    outside.missing() ? "is missing: what happens when it is closed" : "has no meaning without hours");
            return null;
        }
        Instead closed = instead.read(outside);
        return open == null || closed == null ? null : new Opening(open, closed);
    }
}
