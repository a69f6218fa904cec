package io.smartcallcenter.virtual.scenario.script.file;

import java.util.List;

/** A scenario that cannot be played, with every fault that was found and where. */
public final class InvalidScenario extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    InvalidScenario(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each begins with the path of its place, such as {@code steps[2].wait}. */
    public List<String> faults() {
        return faults;
    }
}
