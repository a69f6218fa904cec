package io.smartcallcenter.notification.customer;

/**
 * Which customers are asked for; null = any.
 *
 * @param number canonical
 * @param prefix of the name or the company, in any case
 * @param after null = from the first
 */
record CustomerQuery(String number, String prefix, String tag, Place after, int limit) {

    /** Where a page ended. */
    record Place(String label, String id) {}
}
