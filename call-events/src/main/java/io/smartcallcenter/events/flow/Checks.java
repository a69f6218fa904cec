package io.smartcallcenter.events.flow;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.DialplanText;
import java.util.List;
import java.util.regex.Pattern;

/** Bounds of a flow's nodes; the message names the field. */
final class Checks {

    static final int MOST_PROMPTS = 10;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Pattern KEY = Pattern.compile("[0-9*#]");
    private static final Pattern DIGITS = Pattern.compile("[0-9*#]{1,32}|\\{digits}|\\{caller}");

    private Checks() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    static void id(String value) {
        that(
                value != null && ID.matcher(value).matches(),
                "'" + value + "' is no node name (a small letter, then a-z 0-9 _ -)");
    }

    static void target(String value, String field) {
        that(value != null && !value.isBlank(), field + " is missing");
    }

    static boolean key(String value) {
        return KEY.matcher(value).matches();
    }

    static boolean digits(String value) {
        return value != null && DIGITS.matcher(value).matches();
    }

    static void text(String value, DialplanText kind) {
        that(kind.accepts(value), "'" + value + "' is no " + kind.rule());
    }

    static void range(int value, int least, int most, String field) {
        that(value >= least && value <= most, field + " must be " + least + " to " + most);
    }

    static void input(int timeoutS, int retries) {
        range(timeoutS, 1, 60, "timeoutS");
        range(retries, 0, 5, "retries");
    }

    static List<String> prompts(List<String> prompts) {
        List<String> checked = prompts == null ? List.of() : List.copyOf(prompts);
        that(checked.size() <= MOST_PROMPTS, "more than " + MOST_PROMPTS + " prompts");
        checked.forEach(prompt -> text(prompt, DialplanText.PROMPT));
        return checked;
    }

    static Then then(Then then) {
        Then given = then == null ? Then.HANGUP : then;
        switch (given.action()) {
            case QUEUE -> text(given.target(), DialplanText.QUEUE);
            case VOICEMAIL -> text(given.target(), DialplanText.MAILBOX);
            case HANGUP -> {
                // Nothing to check.
            }
        }
        return given;
    }
}
