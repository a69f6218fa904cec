package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.DialplanText;

/** The fields of a command as they may reach the dialplan, or the refusal that names the field. */
final class Checked {

    private static final int MOST_WORDS = 80;
    private static final int MOST_PENALTY = 1_000;
    private static final int MOST_PRIORITY = 1_000;

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

    /** Words for people. They stand in queue_log too, where a bar begins the next field. */
    static String words(String value, String field) {
        if (value != null && (value.length() > MOST_WORDS || value.chars().anyMatch(c -> c < ' ' || c == '|'))) {
            throw new InvalidCommand(field + " is longer than " + MOST_WORDS + " or holds control characters or |");
        }
        return value;
    }

    static Then then(Then then) {
        switch (then.action()) {
            case QUEUE -> queue(then.target());
            case VOICEMAIL -> mailbox(then.target());
            case HANGUP -> {
                // Nothing to check.
            }
        }
        return then;
    }

    static Stay stay(Stay stay) {
        seconds(stay.timeoutS());
        options(stay.options());
        within(stay.priority(), MOST_PRIORITY, "priority");
        if (stay.maxPenalty() != null) {
            penalty(stay.maxPenalty(), "maxPenalty");
        }
        then(stay.then());
        return stay;
    }

    static int penalty(int value, String field) {
        return within(value, MOST_PENALTY, field);
    }

    private static int within(int value, int most, String field) {
        if (value < 0 || value > most) {
            throw new InvalidCommand(field + " is not between 0 and " + most);
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
