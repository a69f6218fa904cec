package io.smartcallcenter.events;

/**
 * The far end of a call as the network announces it. Hostile input: never put it into a header, a path, a query or HTML
 * without encoding.
 *
 * @param number caller number, possibly empty
 * @param name caller name, possibly empty
 */
public record Party(String number, String name) {

    public Party {
        number = number == null ? "" : number;
        name = name == null ? "" : name;
    }
}
