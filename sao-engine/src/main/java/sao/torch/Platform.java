package sao.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Determines the processor family or the graphics card that computes, from Linux's files about them.
/// Floating-point results agree bit for bit within one platform but not across platforms, since kernels are
/// chosen by instruction set.
final class Platform {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Path CARDS = Path.of("/proc/driver/nvidia/gpus");

    private Platform() {}

    /// {@return the platform of a device, such as `cpu AuthenticAMD family 25 model 17` or `cuda NVIDIA H200`}
    static String of(ComputeDevice device) {
        if (device.name().startsWith("cuda")) {
            return card(cards(CARDS));
        }
        return processor(lines(PROCESSOR));
    }

    /// {@return the processor's vendor, family and model from the lines of `/proc/cpuinfo`; the name of the
    /// architecture if they are missing}
    static String processor(List<String> lines) {
        Map<String, String> facts = facts(lines);
        if (facts.containsKey("vendor_id")) {
            return "cpu %s family %s model %s"
                    .formatted(
                            facts.get("vendor_id"),
                            facts.getOrDefault("cpu family", "unknown"),
                            facts.getOrDefault("model", "unknown"));
        }
        if (facts.containsKey("CPU implementer")) {
            return "cpu ARM implementer %s part %s"
                    .formatted(facts.get("CPU implementer"), facts.getOrDefault("CPU part", "unknown"));
        }
        return "cpu " + System.getProperty("os.arch");
    }

    /// {@return the model of the graphics cards; all of them if the machine has several}
    ///
    /// @param information lines of each card's file
    static String card(List<List<String>> information) {
        TreeSet<String> models = new TreeSet<>();
        information.forEach(lines -> models.add(facts(lines).getOrDefault("Model", "unknown")));
        return "cuda " + (models.isEmpty() ? "unknown" : String.join(" or ", models));
    }

    private static List<List<String>> cards(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> cards = Files.list(folder)) {
            List<List<String>> information = new ArrayList<>();
            cards.sorted().forEach(card -> information.add(lines(card.resolve("information"))));
            return information;
        } catch (IOException _) {
            return List.of();
        }
    }

    /// Reads the first value of each name, since all processors of a machine have the same values.
    private static Map<String, String> facts(List<String> lines) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                facts.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return facts;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
