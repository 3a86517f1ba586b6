package sao.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program as a process of its own, started by a shell so that its streams and environment can be changed.
///
/// @param exit status; 128 and a signal's number if one ended it
/// @param out what it printed to both standard streams, as far as the shell left them open
public record SaoProcess(int exit, String out) {
    private static final long LIMIT_SECONDS = 120;

    /// {@return the command line of the program up to its arguments, for a shell}
    public static String java() {
        return "'%s' -Xmx512m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED"
                        .formatted(Path.of(System.getProperty("java.home"), "bin", "java"))
                + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -cp '%s' sao.cli.Main"
                        .formatted(System.getProperty("java.class.path"));
    }

    /// {@return what a shell command did in which `SAO` stands for the program}
    public static SaoProcess shell(String command) throws IOException, InterruptedException {
        return run(List.of("bash", "-c", command.replace("SAO", java())));
    }

    /// {@return the program, started with arguments}
    ///
    /// @param log file to which both standard streams are appended
    static Process start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                "sao.cli.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /// {@return what a command did}
    static SaoProcess run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end: " + out);
            }
            return new SaoProcess(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }

    /// {@return whether this process ignores SIGINT, as what a script starts in the background does}
    static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .mapToLong(
                                line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(ignored -> (ignored & 1L << 1) != 0);
    }
}
