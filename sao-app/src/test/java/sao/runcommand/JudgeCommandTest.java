package sao.runcommand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.cli.Terminal;
import sao.command.ExitCode;
import sao.stage.TinyModel;

/// Audits that stand alone, on a tiny model with random weights.
class JudgeCommandTest {
    @TempDir
    private static Path folder;

    private static Path run;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void writeSettings() throws IOException {
        Path model = TinyModel.write(folder.resolve("model"), 7);
        run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("sao.yaml"), """
                model: %s
                personas: {count: 6}
                prompts: {language: any, max_tokens: 32, spare: 8}
                responses: {count: 4, max_tokens: 64, temperature: 2, top_p: 1}
                judge: {kind: auto, audit: {minimum_accuracy: 1.0, probes: 32}}
                pairs: {truncated: keep, flagged: keep}
                evaluate: {held_out: 2}
                engine: {precision: fp32, threads: 1, slots: 8}
                """.formatted(model));
    }

    @Test
    void allKindsAreAuditedOnAFolderWithSettingsOnly() {
        int exit = terminal.type("judge", run.toString(), "--kinds", "all");
        assertThat(exit).as(terminal.err()).isEqualTo(ExitCode.GUARD);
        assertThat(terminal.err()).contains("No audited judge reaches the floor of 100.0 %");
        assertThat(terminal.out())
                .contains("| judge | right | 95 % interval |", "| right on | off topic | truncated |")
                .contains("likelihood/sao-v4", "written-both/sao-v4", "score/v3", "yes-no/v2")
                .contains("hint/v1", "rubric/v1", "copeland/v1(likelihood/sao-v4)")
                .contains("backward/v4", "forward/v1", "consensus/v2", "mean(", "random/v1", "longest/v1");
        assertThat(run.resolve("ledger.db")).exists();
    }

    @Test
    void labelsCountWhereThereAreAny() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.jsonl"), """
                {"prompt": "Bake bread", "chosen": "Knead the dough and bake it.", "rejected": "No."}
                {"prompt": "Bake bread", "chosen": "Knead.", "rejected": "I would not know how to do that."}
                """);
        int exit = terminal.type(
                "judge",
                run.toString(),
                "--audit",
                "--kinds",
                "longest,coin",
                "--labels",
                labels.toString(),
                "--json",
                "--force");
        assertThat(exit).as(terminal.err()).isZero();
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode longest = new JsonMapper().readTree(lines.getFirst());
        assertThat(longest.get("judge").asText()).isEqualTo("longest/v1");
        assertThat(longest.at("/kinds/labelled/value").asDouble()).isEqualTo(0.5);
        assertThat(longest.at("/kinds/labelled/n").asInt()).isEqualTo(2);
        assertThat(longest.at("/calibration/labelled").asBoolean()).isTrue();
        assertThat(longest.at("/all/n").asInt()).isPositive();
    }

    @Test
    void usersMistakesAreNamed() {
        assertThat(terminal.type("judge", folder.resolve("nowhere").toString(), "--audit"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("has no sao.yaml");
        assertThat(terminal.type("judge", run.toString(), "--audit", "--kinds", "oracle"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err()).contains("There is no judge 'oracle'.", "Use all, or some of: likelihood");
        assertThat(terminal.type(
                        "judge", run.toString(), "--audit", "--kinds", "consensus", "--set", "responses.count=2"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err()).contains("The judge 'consensus' cannot be audited with these settings.");
    }

    @Test
    void aRunWhoseJudgeIsToBeFoundStopsWhereNoneIsGoodEnough() {
        String own = folder.resolve("auto").toString();
        int exit = terminal.type("run", run.resolve("sao.yaml").toString(), "--run", own);
        assertThat(exit).as(terminal.err()).isEqualTo(ExitCode.GUARD);
        assertThat(terminal.err()).contains("judges has its whole interval above the floor of 100.0 %");
    }
}
