package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.command.ExitCode;
import sao.stage.TinyModel;

/// A process that is interrupted while the model computes.
class InterruptTest {
    private static final int TIMES = 3;

    @TempDir
    private Path folder;

    @Test // native destructors under a running engine thread end in SIGSEGV, exit 134
    void twoInterruptsEndAnAnswerWithoutACrash() throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                SaoProcess.interruptsAreIgnored(),
                "whoever started this process has it ignore interrupts, and so do its children");
        Path model = TinyModel.write(folder.resolve("model"), 3);
        for (int i = 0; i < TIMES; i++) {
            Process process = new ProcessBuilder(List.of(
                            "bash",
                            "-c",
                            "exec %s chat '%s' --precision fp32 --max-tokens 100000 --min-tokens 90000"
                                    .formatted(SaoProcess.java(), model)))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                process.outputWriter().write("hello\n");
                process.outputWriter().flush();
                while (out.read() != '>') {
                    // warnings of the JVM
                }
                assertThat(out.read()).isEqualTo(' ');
                out.read(); // the first text of the answer: it computes
                String kill = "kill -INT %d; kill -INT %d".formatted(process.pid(), process.pid());
                new ProcessBuilder("bash", "-c", kill).start().waitFor();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
