package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.error.SaoException;
import sao.yaml.Preset;

/// What the doors say before a model is needed.
class SaoCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    @Test
    void helpNamesEveryCommand() {
        assertThat(terminal.type("--help")).isZero();
        assertThat(terminal.out())
                .contains(
                        "run", "status", "report", "generate", "score", "chat", "serve", "export", "convert", "models");
        assertThat(terminal.type()).isZero();
        assertThat(terminal.out()).contains("Usage: sao");
        assertThat(terminal.type("--version")).isZero();
        assertThat(terminal.out()).startsWith("sao ").contains("Java 25");
    }

    @Test
    void aMisspeltCommandIsUsageAndGetsAHint() {
        assertThat(terminal.type("rum")).isEqualTo(2);
        assertThat(terminal.err()).contains("Did you mean run?");
        assertThat(terminal.type("run", "--prest", "x")).isEqualTo(2);
        assertThat(terminal.err()).contains("--preset").doesNotContain("at sao.");
        assertThat(terminal.type("generate")).isEqualTo(2);
        assertThat(terminal.err()).contains("--model").contains("sao generate --help");
    }

    @Test
    void aPresetCanBeReadBeforeItRuns() {
        assertThat(terminal.type("run", "--preset", "paper", "--print-settings"))
                .isZero();
        assertThat(terminal.out()).isEqualTo(Preset.named("paper").text());
        assertThat(terminal.type("run", "--print-settings", "--set", "train.epochs=9"))
                .isZero();
        assertThat(terminal.out()).contains("  epochs: 9\n").contains("kind: mean");
    }

    @Test
    void wrongSettingsAreUsageAndAllSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml"), "sede: 1\ntrain: {batch: no}\n");
        assertThat(terminal.type("run", file.toString())).isEqualTo(2);
        assertThat(terminal.err())
                .contains("2 settings are wrong", "did you mean seed?", "train.batch is")
                .doesNotContain("at sao.");
        assertThat(terminal.type("run", file.toString(), "--preset", "paper")).isEqualTo(2);
        assertThat(terminal.type("run", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("There is no settings file");
    }

    @Test
    void anUnknownModelIsAWrongSettingWithARemedy() {
        String run = folder.resolve("run").toString();
        assertThat(terminal.type("run", "--run", run, "--set", "model=nowhere/at-all"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("There is no model 'nowhere/at-all'", "  -> Give a Hugging Face folder");
        assertThat(terminal.type("run", "--run", run, "--set", "model=smolm2-135m-instruct"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("Did you mean smollm2-135m-instruct?");
        assertThat(terminal.type("generate", "--model", "m".repeat(400_000), "--prompt", "x"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("(400,000 characters)").hasSizeLessThan(2_000);
        assertThat(terminal.type("generate", "--model", "nope", "--prompt", "x"))
                .isEqualTo(2);
        assertThat(terminal.type("generate", "--model", "nope", "--prompt", "x", "--temperature", "-1"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("temperature is -1.0");
    }

    @Test
    void aFolderWithoutARunIsSaidInWords() {
        for (String command : new String[] {"status", "report"}) {
            assertThat(terminal.type(command, folder.toString())).isEqualTo(1);
            assertThat(terminal.err()).contains("ledger.db").contains("  -> ").doesNotContain("at sao.");
        }
        assertThat(terminal.type("export", "pairs", folder.toString(), "--to", "x"))
                .isEqualTo(1);
        assertThat(terminal.type("export")).isEqualTo(2);
    }

    @Test
    void everyModelOfTheCatalogIsListed() {
        assertThat(terminal.type("models")).isZero();
        assertThat(terminal.out()).contains("smollm2-135m-instruct", "Apache-2.0", "98 MB");
    }

    @Test
    void aTraceIsShownWhenAskedFor() {
        StringWriter err = new StringWriter();
        SaoException failure = new SaoException("It broke.", "Mend it.");
        assertThat(Errors.report(failure, new PrintWriter(err), false)).isEqualTo(1);
        assertThat(err).hasToString("sao: It broke.%n  -> Mend it.%n".formatted());
        assertThat(Errors.report(failure, new PrintWriter(err), true)).isEqualTo(1);
        assertThat(err.toString()).contains("at sao.cli.SaoCommandTest");
    }

    @Test
    void anEmptyPathIsNotTheCurrentFolder() {
        assertThat(terminal.type("run", "--run", "", "--print-settings")).isEqualTo(2);
        assertThat(terminal.err()).contains("--run", "the path is empty");
        assertThat(terminal.type("status", " ")).isEqualTo(2);
        assertThat(terminal.type("export", "pairs", "run", "--to", "")).isEqualTo(2);
    }

    @Test
    void aPathThatTheSystemCannotSpellIsAUsersMistake() {
        assertThat(terminal.type("generate", "--model", "a\0b", "--prompt", "x"))
                .isEqualTo(1);
        assertThat(terminal.err())
                .contains("'a\\u0000b' cannot be used as a path", "  -> ")
                .doesNotContain("internal error");
        assertThat(terminal.type("report", "a\0b")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port=70000", "--port=-1", "--token=", "--host=0.0.0.0", "--queue=0", "--shutdown-timeout=-1"})
    void wrongOptionsOfTheServerAreUsage(String option) {
        assertThat(terminal.type("serve", "none", option)).isEqualTo(2);
        assertThat(terminal.err()).contains("  -> ").doesNotContain("There is no model");
    }
}
