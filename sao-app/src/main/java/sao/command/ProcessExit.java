package sao.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Ends the process without running native destructors.
///
/// `Runtime.halt` calls C's `exit`, which destroys libtorch's static objects while an engine thread may still
/// compute with them: the process then crashes with SIGSEGV instead of ending. `_exit` runs no destructor and no
/// `atexit` function.
final class ProcessExit {
    private ProcessExit() {}

    /// Ends the process at once. Buffered output must have been flushed.
    ///
    /// @param status exit code, 0 to 255
    static void now(int status) {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle exit = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            exit.invokeExact(status);
        } catch (Throwable e) { // invokeExact declares it; a system without _exit still has to end
            Runtime.getRuntime().halt(status);
        }
    }
}
