package io.smartcallcenter.routing.rules.document;

/**
 * Something that is wrong with a document.
 *
 * @param path where, for example {@code numbers[3].outside.then}; empty = the document as a whole
 * @param message what, for people
 */
public record Fault(String path, String message) {

    @Override
    public String toString() {
        return (path.isEmpty() ? "the document" : path) + ": " + message;
    }
}
