package io.smartcallcenter.gateway.command;

import java.util.regex.Pattern;

/**
 * What may stand in a command's fields before they reach the dialplan. Dialplan text is code ({@code ${}, commas, ampersands}),
 * so only harmless characters pass.
 */
final class Checked {

    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_.-]{1,79}");
    private static final Pattern OPTIONS = Pattern.compile("[A-Za-z]{0,30}");
    private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z]{1,20}/[A-Za-z0-9_.+*#@:/-]{1,120}");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9_+*#-]{1,79}");
    private static final Pattern PROMPT = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
    private static final Pattern REASON = Pattern.compile("[a-z_]{1,30}");

    private Checked() {}

    static String queue(String value) {
        return check(value, QUEUE, "queue");
    }

    /** Letters only: options with arguments run macros and subroutines. */
    static String options(String value) {
        return check(value, OPTIONS, "options");
    }

    static String endpoint(String value) {
        return check(value, ENDPOINT, "endpoint");
    }

    static String extension(String value) {
        return check(value, EXTENSION, "target");
    }

    static String prompt(String value) {
        return check(value, PROMPT, "prompt");
    }

    static String reason(String value) {
        return value == null ? "normal" : check(value, REASON, "cause");
    }

    static int seconds(int value) {
        if (value < 0) {
            throw new InvalidCommand("timeoutS is negative");
        }
        return value;
    }

    private static String check(String value, Pattern allowed, String field) {
        if (value == null || !allowed.matcher(value).matches()) {
            throw new InvalidCommand(field + " holds characters that are not allowed");
        }
        return value;
    }
}
