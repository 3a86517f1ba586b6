package sao.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With CI=true the build fails when a test was skipped because the default model or a tool is missing.
class SkippedTestsTest {
    private static final Path SCRIPT = Path.of(System.getProperty("sao.project"), "config", "skips");

    @TempDir
    private Path reports;

    private record Outcome(int status, String output) {}

    private Outcome check(boolean ci, String reason) throws IOException, InterruptedException {
        Files.writeString(reports.resolve("TEST-sao.generation.SmolLmTest.xml"), """
                <testsuite>
                  <testcase name="one">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[Assumption failed: %s
                	at org.junit.jupiter.api.Assumptions.assumeTrue(Assumptions.java:127)]]></skipped>
                  </testcase>
                </testsuite>
                """.formatted(reason));
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), reports.toString());
        builder.environment().put("CI", Boolean.toString(ci));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Test
    void aMissingDefaultModelFailsInCi() throws IOException, InterruptedException {
        Outcome outcome = check(true, "the default model is not in the cache: sao models pull fetches it");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("SmolLmTest", "the default model is not in the cache", "models pull");
    }

    @Test
    void aMissingDefaultModelIsAllowedElsewhere() throws IOException, InterruptedException {
        assertThat(check(false, "the default model is not in the cache").status())
                .isZero();
    }

    @Test
    void aMissingGraphicsCardIsAllowedInCi() throws IOException, InterruptedException {
        assertThat(check(true, "no graphics card can be used here").status()).isZero();
    }
}
