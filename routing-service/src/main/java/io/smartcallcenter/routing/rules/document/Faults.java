package io.smartcallcenter.routing.rules.document;

import java.util.ArrayList;
import java.util.List;

/** The faults that were found so far. */
final class Faults {

    /** A document of nothing but faults must not fill the memory, nor a supervisor's screen. */
    static final int MOST = 1_000;

    /** What is wrong may be megabytes long, and the message quotes it. */
    static final int LONGEST = 500;

    private final List<Fault> named = new ArrayList<>();
    private int found;

    void add(String path, String message) {
        found++;
        if (named.size() < MOST) {
            named.add(new Fault(path, message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message));
        }
    }

    /** How many, those included that are not named: more than before means that something went wrong meanwhile. */
    int found() {
        return found;
    }

    void throwIfAny() {
        if (found > named.size()) {
            named.add(new Fault("", (found - named.size()) + " more faults are not named"));
        }
        if (!named.isEmpty()) {
            throw new InvalidRules(named);
        }
    }
}
