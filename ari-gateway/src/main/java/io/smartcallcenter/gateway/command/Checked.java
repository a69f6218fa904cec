package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.DialplanText;

/** The fields of a command as they may reach the dialplan, or the refusal that names the field. */
final class Checked {

    private Checked() {}

    static String queue(String value) {
        return check(value, DialplanText.QUEUE, "queue");
    }

    static String options(String value) {
        return check(value, DialplanText.QUEUE_OPTIONS, "options");
    }

    static String endpoint(String value) {
        return check(value, DialplanText.ENDPOINT, "endpoint");
    }

    static String number(String value) {
        return check(value, DialplanText.NUMBER, "target");
    }

    static String mailbox(String value) {
        return check(value, DialplanText.MAILBOX, "mailbox");
    }

    static String prompt(String value) {
        return check(value, DialplanText.PROMPT, "prompt");
    }

    static String cause(String value) {
        return value == null ? "normal" : check(value, DialplanText.CAUSE, "cause");
    }

    static int seconds(int value) {
        if (value < 0 || value > DialplanText.MOST_SECONDS) {
            throw new InvalidCommand("timeoutS is not between 0 and " + DialplanText.MOST_SECONDS);
        }
        return value;
    }

    private static String check(String value, DialplanText allowed, String field) {
        if (!allowed.accepts(value)) {
            throw new InvalidCommand(field + " is no " + allowed.rule());
        }
        return value;
    }
}
