package sao.error;

/// Checks of settings, written by the caller so that NaN fails too.
public final class Arguments {
    private Arguments() {}

    public static void require(boolean holds, String name, Number found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }
}
