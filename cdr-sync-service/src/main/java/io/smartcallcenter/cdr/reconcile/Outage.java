package io.smartcallcenter.cdr.reconcile;

/**
 * What befell the node while a call was there.
 *
 * @param gap events of it were lost
 * @param restart the call was lost, and Asterisk was started anew between the last that was heard of the call and its loss
 */
public record Outage(boolean gap, boolean restart) {

    public static final Outage NONE = new Outage(false, false);
}
