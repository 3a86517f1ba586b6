package sao.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import sao.cli.SaoProcess;

/// The exit after a signal runs no native code.
@EnabledOnOs(OS.LINUX)
class ProcessExitTest {
    private static final int ABORTED = 128 + 6;

    /// A process in which any exit that runs C's exit functions aborts.
    static final class Abortive {
        private Abortive() {}

        /// Registers `abort` as an exit function and ends.
        ///
        /// @param arguments `halt` or `now`
        public static void main(String[] arguments) throws Throwable {
            Linker linker = Linker.nativeLinker();
            SymbolLookup symbols = linker.defaultLookup();
            MemorySegment abort = symbols.findOrThrow("abort");
            // atexit is not a symbol of glibc; what it calls is
            int failed = (int) linker.downcallHandle(
                            symbols.findOrThrow("__cxa_atexit"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS))
                    .invokeExact(abort, MemorySegment.NULL, MemorySegment.NULL);
            if (failed != 0) {
                throw new IllegalStateException("abort was not registered");
            }
            if (arguments[0].equals("now")) {
                ProcessExit.now(ExitCode.INTERRUPTED);
            }
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
    }

    private static int exit(String how) throws IOException, InterruptedException {
        return SaoProcess.shell(
                        SaoProcess.java().replace("sao.cli.Main", "'sao.command.ProcessExitTest$Abortive'") + " " + how)
                .exit();
    }

    @Test
    void noExitFunctionRuns() throws IOException, InterruptedException {
        assertThat(exit("halt")).as("a halt runs them").isEqualTo(ABORTED);
        assertThat(exit("now")).isEqualTo(ExitCode.INTERRUPTED);
    }
}
