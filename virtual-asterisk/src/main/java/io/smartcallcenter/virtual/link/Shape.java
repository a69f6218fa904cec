package io.smartcallcenter.virtual.link;

import java.time.Duration;

/**
 * How a network treats what the PBX sends, in the wall clock's time.
 *
 * @param bytesPerSecond 0 is as fast as it goes
 * @param delay how much later everything arrives
 */
public record Shape(int bytesPerSecond, Duration delay) {

    public static final Shape NONE = new Shape(0, Duration.ZERO);

    public Shape {
        if (bytesPerSecond < 0 || delay.isNegative()) {
            throw new IllegalArgumentException("A link has neither a negative rate nor a negative delay");
        }
    }

    public static Shape slow(int bytesPerSecond) {
        return new Shape(bytesPerSecond, Duration.ZERO);
    }

    public static Shape delayed(Duration by) {
        return new Shape(0, by);
    }
}
