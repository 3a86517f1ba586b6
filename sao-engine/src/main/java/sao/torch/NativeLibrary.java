package sao.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import sao.error.SaoException;

/// The native library, initialised once per process with the settings required for speed and stability.
///
/// @implNote JavaCPP reads its limit of physical memory when its first class loads, so the limit is
///     switched off here, before any other line touches JavaCPP. OpenBLAS keeps threads of its own which
///     fight with libtorch's; one is the only number that does not stall.
public final class NativeLibrary {
    private static final Set<String> PROCESSOR_FLAGS = processorFlags();

    private static final Optional<SaoException> FAILURE = load();

    private NativeLibrary() {}

    /// {@return why it cannot be loaded} An initialiser that threw would be an error of the program, not a
    /// sentence to its user.
    private static Optional<SaoException> load() {
        try {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            InstalledTorch.ofEnvironment().ifPresent(InstalledTorch::use);
            Loader.load(org.bytedeco.pytorch.presets.torch.class);
        } catch (SaoException e) {
            return Optional.of(e);
        }
        openblas_nolapack.blas_set_num_threads(1);
        if (!hasTileMultiplication()) {
            // float32 stays float32 but goes through oneDNN; with AMX it would silently become bfloat16
            torch.globalContext().setFloat32MatmulPrecision("medium");
        }
        if (torch.hasCUDA()) {
            // there the same word would mean ten bits of mantissa, and partial sums in bfloat16 are usual
            torch.globalContext().setAllowTF32CuBLAS(false);
            torch.globalContext().setAllowBF16ReductionCuBLAS(false);
        }
        return Optional.empty();
    }

    /// Loads the library unless it is loaded already. Every class that uses tensors calls this first.
    ///
    /// @throws SaoException if [InstalledTorch] cannot be used
    public static void start() {
        if (FAILURE.isPresent()) {
            throw new SaoException(FAILURE.get().problem(), FAILURE.get().remedy(), FAILURE.get());
        }
    }

    /// Sets the number of threads that one operation called from this thread may use.
    ///
    /// @param threads at least 1
    public static void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is %d, but it must be at least 1".formatted(threads));
        }
        torch.set_num_threads(threads);
    }

    /// {@return whether this processor multiplies bfloat16 natively, so that it is faster than float32}
    public static boolean hasFastBfloat16() {
        return PROCESSOR_FLAGS.contains("avx512_bf16") || PROCESSOR_FLAGS.contains("amx_bf16");
    }

    /// {@return whether this processor accumulates products of 8-bit integers without saturation}
    public static boolean hasFastInt8() {
        return PROCESSOR_FLAGS.contains("avx512_vnni") || PROCESSOR_FLAGS.contains("avx_vnni");
    }

    private static boolean hasTileMultiplication() {
        return PROCESSOR_FLAGS.contains("amx_bf16") || PROCESSOR_FLAGS.contains("amx_tile");
    }

    private static Set<String> processorFlags() {
        Path file = Path.of("/proc/cpuinfo");
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .orElse(Set.of());
        } catch (IOException _) {
            return Set.of(); // not Linux: nothing is known, so nothing is assumed
        }
    }
}
