package io.smartcallcenter.virtual.dialplan;

import java.time.Duration;
import java.util.Optional;

/** How long a media URI lasts here. Nobody listens: the lengths are round figures, those of a person's speech. */
final class Media {

    private static final Duration SOUND = Duration.ofSeconds(2);
    private static final long MILLIS_PER_CHARACTER = 500;
    private static final Duration ENDLESS = Duration.ofDays(1);

    private Media() {}

    /** Empty for a scheme that Asterisk cannot play. */
    static Optional<Duration> length(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon);
        String what = uri.substring(colon + 1);
        return switch (scheme) {
            case "sound" -> Optional.of(sound(what));
            case "recording" -> Optional.of(SOUND);
            case "digits", "number", "characters" ->
                Optional.of(Duration.ofMillis(what.length() * MILLIS_PER_CHARACTER));
            case "tone" -> Optional.of(ENDLESS);
            default -> Optional.empty();
        };
    }

    /** {@code silence/1} to {@code silence/10} are sounds of so many seconds. */
    private static Duration sound(String name) {
        return name.matches("silence/([1-9]|10)") ? Duration.ofSeconds(Long.parseLong(name.substring(8))) : SOUND;
    }
}
