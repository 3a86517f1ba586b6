package sao.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Memory of freed tensors that the C library keeps for later allocations.
public final class FreedMemory {
    /// `int malloc_trim(size_t pad)`, where the C library is glibc.
    private static final Optional<MethodHandle> TRIM = Linker.nativeLinker()
            .defaultLookup()
            .find("malloc_trim")
            .map(address -> Linker.nativeLinker()
                    .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

    private FreedMemory() {}

    /// Returns the memory to the operating system. Worth a few milliseconds after a large resource was
    /// closed: later allocations have other sizes and would not reuse it. Does nothing if the C library does
    /// not support it.
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
