package io.smartcallcenter.bench.kpi.truth;

/**
 * The policy of a question.
 *
 * @param threshold seconds
 * @param mode as in the API
 * @param shortAbandon seconds
 */
public record ServiceLevel(int threshold, String mode, int shortAbandon) {

    public static final ServiceLevel DEFAULT = new ServiceLevel(20, "negative", 5);
}
