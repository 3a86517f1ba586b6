package sao.calls;

import org.jspecify.annotations.Nullable;

/// The row that a thread carries, so that the calls it makes are recorded with it.
public final class RowScope {
    private static final ScopedValue<Long> ROW = ScopedValue.newInstance();

    private RowScope() {}

    /// Runs something for a row: the calls that this thread makes meanwhile are recorded as the row's.
    ///
    /// @param row number of the row in its round, from 0
    public static void run(long row, Runnable work) {
        ScopedValue.where(ROW, row).run(work);
    }

    static @Nullable Long current() {
        return ROW.isBound() ? ROW.get() : null;
    }
}
