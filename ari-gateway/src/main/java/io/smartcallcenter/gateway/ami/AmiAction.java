package io.smartcallcenter.gateway.ami;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An AMI action. A value with a line end would become a header or an action of its own (a caller's name is hostile input),
 * so it is refused, never cleaned: a cleaned value would be another value.
 */
public final class AmiAction {

    private final Map<String, String> headers = new LinkedHashMap<>();

    private AmiAction(String name) {
        with("Action", name);
    }

    public static AmiAction of(String name) {
        return new AmiAction(name);
    }

    /**
     * Adds a header; null leaves it out.
     *
     * @throws IllegalArgumentException if name or value could break out of its line
     */
    public AmiAction with(String name, String value) {
        if (value == null) {
            return this;
        }
        if (name.isEmpty() || unsafe(name) || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an AMI header name is not allowed");
        }
        if (unsafe(value)) {
            throw new IllegalArgumentException("the value of AMI header " + name + " holds a line end");
        }
        headers.put(name, value);
        return this;
    }

    public String name() {
        return headers.get("Action");
    }

    /** The packet as it goes to Asterisk. */
    String packet(String actionId) {
        StringBuilder packet = new StringBuilder(128);
        headers.forEach(
                (name, value) -> packet.append(name).append(": ").append(value).append("\r\n"));
        return packet.append("ActionID: ").append(actionId).append("\r\n\r\n").toString();
    }

    /** Only the name: values may be secrets. */
    @Override
    public String toString() {
        return name();
    }

    private static boolean unsafe(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0;
    }
}
