package sao.loss;

/// Checks of the losses' parameters, written so that NaN fails too.
final class Check {
    private Check() {}

    static void above(String name, double value, double bound) {
        require(value > bound && value < Double.POSITIVE_INFINITY, name, value, "finite and above " + bound);
    }

    static void atLeast(String name, double value, double bound) {
        require(value >= bound && value < Double.POSITIVE_INFINITY, name, value, "finite and at least " + bound);
    }

    static void flipRate(String name, double value) {
        require(value >= 0 && value < 0.5, name, value, "at least 0 and below 0.5");
    }

    private static void require(boolean holds, String name, double found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }
}
