package io.smartcallcenter.routing.rules.document;

import java.util.List;
import java.util.stream.Collectors;

/** The document cannot be used; the message lists its faults with their paths, for example {@code numbers[3].hours: ...}. */
public final class InvalidRules extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Of a log line. {@link #faults()} has all. */
    private static final int MOST_IN_MESSAGE = 20;

    private final transient List<Fault> faults;

    InvalidRules(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    private static String message(List<Fault> faults) {
        return "the rules have " + faults.size() + (faults.size() == 1 ? " fault: " : " faults: ")
                + faults.stream().limit(MOST_IN_MESSAGE).map(Fault::toString).collect(Collectors.joining("; "))
                + (faults.size() > MOST_IN_MESSAGE ? "; ..." : "");
    }

    /** In the order of the document, at least one. */
    public List<Fault> faults() {
        return faults;
    }
}
