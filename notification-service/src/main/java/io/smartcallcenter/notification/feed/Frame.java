package io.smartcallcenter.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An encoded text frame, shared by every connection that gets it. {@code bytes}: its length on the wire (UTF-8). */
public record Frame(String text, int bytes) {

    public static Frame of(String text) {
        return new Frame(text, text.getBytes(UTF_8).length);
    }
}
