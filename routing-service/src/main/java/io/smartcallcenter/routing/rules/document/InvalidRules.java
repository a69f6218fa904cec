package io.smartcallcenter.routing.rules.document;

import java.util.List;

/** The file cannot be used; the message lists every fault with its path, for example {@code numbers[3].hours: ...}. */
public final class InvalidRules extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    InvalidRules(List<String> faults) {
        super("the rules have " + faults.size() + (faults.size() == 1 ? " fault: " : " faults: ")
                + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
