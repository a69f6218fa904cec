package io.smartcallcenter.cdr.source;

/**
 * How far the table has been read, in one of two ways.
 *
 * @param lastId the highest auto-increment id that was read; 0 = none, or the table has no id
 * @param lastCalldate the latest {@code calldate} that was read, as the database writes it; empty = none
 */
public record Cursor(long lastId, String lastCalldate) {

    public static final Cursor START = new Cursor(0, "");
}
