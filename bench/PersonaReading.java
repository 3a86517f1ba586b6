

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import sao.domain.Persona;
import sao.persona.PersonaFile;
import sao.persona.PersonaGrid;
import sao.persona.PersonaStream;

/// Measures reading of a large persona file: lines per second and memory.
///
/// usage: PersonaReading FILE LINES
///
/// Writes the file first if it is missing, which is not measured: JSON lines with the field `persona` if its name ends
/// in `.jsonl`, text otherwise. Every millionth line is invalid.
void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    long lines = Long.parseLong(arguments[1]);
    if (Files.notExists(file)) {
        write(file, lines);
    }
    long[] warned = {0};
    PersonaFile personas = new PersonaFile(file, "persona", _ -> warned[0]++);
    long begin = System.nanoTime();
    personas.identity();
    double digest = seconds(begin);
    long read = 0;
    long characters = 0;
    long broken;
    begin = System.nanoTime();
    try (PersonaStream stream = personas.open()) {
        for (Optional<Persona> next = stream.next(); next.isPresent(); next = stream.next()) {
            read++;
            characters += next.get().text().length();
        }
        broken = stream.broken();
    }
    double reading = seconds(begin);
    IO.println(String.format(
            Locale.ROOT,
            "%s, %.2f GB: %,d personas of %.0f characters, %d lines left out (%d named), in %.1f s: %,.0f lines/s;"
                    + " digest of the file %.1f s; heap at most %d of %d MB, process %s",
            file.getFileName(), Files.size(file) / 1e9, read, (double) characters / read, broken, warned[0], reading,
            (read + broken) / reading, digest, peakHeap() >> 20, Runtime.getRuntime().maxMemory() >> 20, peakProcess()));
}

double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
}

void write(Path file, long lines) throws IOException {
    boolean json = file.toString().endsWith(".jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file);
            PersonaStream grid = new PersonaGrid(1).open()) {
        for (long line = 1; line <= lines; line++) {
            String person = grid.next().orElseThrow().text();
            if (line % 1_000_000 == 0) {
                out.write(json ? "{\"persona\": \"" + person + "\n" : "x".repeat(5000) + "\n"); // invalid JSON; too long for a persona
            } else {
                out.write(json ? "{\"id\": " + line + ", \"persona\": \"" + person + "\"}\n" : person + "\n");
            }
        }
    }
}

/// {@return the sum of the peak sizes of the heap's memory pools, an upper bound of the peak heap size}
long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
}

String peakProcess() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .map(line -> (Long.parseLong(line.replaceAll("\\D", "")) >> 10) + " MB")
            .findFirst()
            .orElse("unknown");
}
