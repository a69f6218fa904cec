package io.smartcallcenter.bench.kpi.truth;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as reports show them: one decimal, halves up, from whole numbers and without a step in between. Null: of nothing. */
final class Shown {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Shown() {}

    static BigDecimal count(long count) {
        return BigDecimal.valueOf(count);
    }

    static BigDecimal seconds(long ms) {
        return quotient(BigDecimal.valueOf(ms), THOUSAND);
    }

    static BigDecimal mean(long totalMs, long count) {
        return count == 0 ? null : quotient(BigDecimal.valueOf(totalMs), THOUSAND.multiply(BigDecimal.valueOf(count)));
    }

    static BigDecimal percent(long part, long whole) {
        return whole == 0 ? null : quotient(HUNDRED.multiply(BigDecimal.valueOf(part)), BigDecimal.valueOf(whole));
    }

    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.divide(b, 1, RoundingMode.HALF_UP);
    }
}
