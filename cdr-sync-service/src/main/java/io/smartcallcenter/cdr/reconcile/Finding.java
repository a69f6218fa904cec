package io.smartcallcenter.cdr.reconcile;

/**
 * One reason of one call.
 *
 * @param text for people: who, how much
 */
public record Finding(Reason code, String text) {

    public static Finding of(Reason code, String text) {
        return new Finding(code, text);
    }
}
