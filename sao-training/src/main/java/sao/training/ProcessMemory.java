package sao.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Memory of this process and of the machine, as Linux reports it.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MACHINE = Path.of("/proc/meminfo");
    private static final Path FORGET = Path.of("/proc/self/clear_refs");
    private static final String PEAK = "VmHWM:";
    private static final String RESIDENT = "VmRSS:";
    private static final String AVAILABLE = "MemAvailable:";

    private ProcessMemory() {}

    /// {@return the highest resident memory so far in bytes; 0 where the system does not report it}
    static long peakBytes() {
        return read(STATUS, PEAK);
    }

    /// {@return the resident memory now in bytes; 0 where the system does not report it}
    static long residentBytes() {
        return read(STATUS, RESIDENT);
    }

    /// {@return memory available to programs in bytes; 0 where the system does not report it}
    static long availableBytes() {
        return read(MACHINE, AVAILABLE);
    }

    /// Resets the peak where the system supports it.
    static void forgetPeak() {
        try {
            Files.writeString(FORGET, "5");
        } catch (IOException _) {
            // then the peak is that of the whole process
        }
    }

    private static long read(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0; // not Linux
        }
    }
}
