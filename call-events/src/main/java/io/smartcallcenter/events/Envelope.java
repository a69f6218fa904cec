package io.smartcallcenter.events;

/**
 * An event with its CloudEvents attributes: what every topic carries.
 *
 * @param meta null only when {@code data} is {@link Unknown} and the headers were unreadable too
 */
public record Envelope<T extends SccEvent>(EventMeta meta, T data) {

    public Envelope {
        Required.value(data, "data");
    }
}
