package sao.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Memory of tensors that are gone, which the C library keeps for the next ones.
public final class FreedMemory {
    /// `int malloc_trim(size_t pad)`, where the C library is glibc.
    private static final Optional<MethodHandle> TRIM = Linker.nativeLinker()
            .defaultLookup()
            .find("malloc_trim")
            .map(address -> Linker.nativeLinker()
                    .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

    private FreedMemory() {}

    /// Gives it back to the system. Worth its milliseconds when something big was closed: what comes next
    /// needs other sizes, and would take as much again. Does nothing where the C library cannot.
    public static void giveBack() {
        if (TRIM.isPresent()) {
            try {
                int _ = (int) TRIM.get().invokeExact(0L);
            } catch (Throwable e) {
                throw new IllegalStateException("malloc_trim throws nothing", e);
            }
        }
    }
}
