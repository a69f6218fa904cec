package io.smartcallcenter.events;

import java.util.regex.Pattern;

/**
 * What may stand in the fields that reach Asterisk's dialplan: in a number plan when it is read, and in a command before it is
 * executed. Dialplan text is code ({@code ${}, commas, ampersands}), so only harmless characters pass. Names that become an
 * extension of our dialplan ({@code _[a-zA-Z0-9].}) have two characters at least.
 */
public enum DialplanText {
    QUEUE("[A-Za-z0-9][A-Za-z0-9_.-]{1,78}", "queue name (2 to 79 letters, digits, _ . -)"),
    /** Letters only: options with arguments run macros and subroutines. */
    QUEUE_OPTIONS("[A-Za-z]{0,30}", "option string of Queue() (letters only, no arguments)"),
    /** A channel driver and its resource. */
    ENDPOINT("[A-Za-z][A-Za-z0-9]{0,19}/[A-Za-z0-9_.+*#@:/-]{1,120}", "endpoint such as PJSIP/0001"),
    MAILBOX("[A-Za-z0-9][A-Za-z0-9_-]{1,31}", "mailbox (2 to 32 letters, digits, _ -)"),
    /** A dialled number. */
    NUMBER("\\+?[0-9*#]{1,39}", "number (1 to 39 digits, * and #)"),
    /** A sound file below Asterisk's sounds, without its extension. */
    PROMPT("(?=.{1,120}$)[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", "prompt (a sound file such as custom/closed)"),
    /** An ARI hangup reason. */
    CAUSE("busy|congestion|normal", "cause (busy, congestion, normal)");

    /** A queue timeout or ring time in seconds is never longer: one day. */
    public static final int MOST_SECONDS = 86_400;

    private final Pattern allowed;
    private final String rule;

    DialplanText(String allowed, String rule) {
        this.allowed = Pattern.compile(allowed);
        this.rule = rule;
    }

    public boolean accepts(String value) {
        return value != null && allowed.matcher(value).matches();
    }

    /** What is expected, for people: {@code queue name (2 to 79 letters, ...)}. */
    public String rule() {
        return rule;
    }
}
