package com.andejia.crm.systemtests.measuring;

import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;

/** The highest rate that is sustained, within a tenth: doubled until it is too much, then between the two. */
public final class RateSearch {
    private static final double CLOSE_ENOUGH = 1.1;
    private static final double LOWEST_SHARE = 1 / 16.0;

    private RateSearch() {}

    /** The trial at that rate; empty if even a small part of the first one is too much. */
    public static <T> Optional<T> highest(double first, DoubleFunction<T> trial, Predicate<T> isSustained) {
        Optional<T> best = Optional.empty();
        double sustained = 0;
        double tooMuch = Double.POSITIVE_INFINITY;
        double rate = first;
        while (tooMuch / sustained > CLOSE_ENOUGH && rate >= first * LOWEST_SHARE) {
            T tried = trial.apply(rate);
            if (isSustained.test(tried)) {
                best = Optional.of(tried);
                sustained = rate;
            } else {
                tooMuch = rate;
            }
            rate = next(sustained, tooMuch);
        }
        return best;
    }

    private static double next(double sustained, double tooMuch) {
        if (sustained == 0) {
            return tooMuch / 2;
        }
        return Double.isInfinite(tooMuch) ? sustained * 2 : Math.sqrt(sustained * tooMuch);
    }
}
