package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.LedgerReader;
import sao.loop.TinyModel;

/// A run whose pairs another model ranks, for people of the user's own file, of which one line is broken.
class OtherJudgeTest {
    private static final int PEOPLE = 40;
    private static final int BROKEN = 3;

    @TempDir
    private static Path folder;

    private static String run;
    private static Path model;
    private static Path judge;
    private static int exit;
    private static String said;
    private static String log;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void runTheLoop() throws IOException {
        model = TinyModel.write(folder.resolve("model"), 7);
        judge = TinyModel.write(folder.resolve("judging-model"), 8);
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            lines.add("{\"persona\": \"A baker who keeps %d old clocks in a garden by the river.\"%s"
                    .formatted(i, i == BROKEN ? "" : "}"));
        }
        Files.write(folder.resolve("people.jsonl"), lines);
        run = folder.resolve("runs/tiny").toString();
        Terminal own = new Terminal();
        exit = own.type(arguments());
        said = own.out();
        log = own.err();
    }

    private static String[] arguments() {
        return TinyRun.arguments(
                run,
                model.toString(),
                "--set",
                "judge.model=" + judge,
                "--set",
                "personas.source=file",
                "--set",
                "personas.file=" + folder.resolve("people.jsonl"));
    }

    @Test
    void ledgerAndReportNameTheJudgesModel() throws IOException {
        assertThat(exit).as(log).isZero();
        try (LedgerReader ledger = LedgerReader.open(Path.of(run))) {
            assertThat(ledger.meta("judge_model")).contains(judge.toString());
            assertThat(ledger.meta("judge_fingerprint")).isPresent().isNotEqualTo(ledger.meta("model_fingerprint"));
        }
        assertThat(Path.of(run, "report.html"))
                .content()
                .contains("which asked the model <b>%s</b>".formatted(judge))
                .contains("while training followed another model")
                .contains("judge fingerprint")
                .doesNotContain("the same opinion that training followed");
    }

    @Test
    void noCardSaysThatTheModelRankedItsAnswers() throws IOException {
        assertThat(Path.of(run, "round-1/model/README.md"))
                .content()
                .contains("It did not rank the answers", "| judge | backward, asking %s |".formatted(judge))
                .doesNotContain("ranked the answers itself");
        Path pairs = folder.resolve("pairs");
        assertThat(terminal.type("export", "pairs", run, "--format", "jsonl", "--to", pairs.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(pairs.resolve("README.md"))
                .content()
                .contains(
                        "the judge named below ranked the answers", "- judge: `backward, asking %s`".formatted(judge));
    }

    @Test
    void theBrokenLineIsNamedOnceAndCounted() {
        assertThat(Pattern.compile("people\\.jsonl, line 3 is left out: it is not JSON")
                        .matcher(log)
                        .results())
                .as(log)
                .hasSize(1);
        assertThat(Path.of(run, "report.html"))
                .content()
                .contains("entries of the persona file", "<b>1</b> could not be read")
                .contains("Every row is accounted for");
    }

    @Test
    void aFinishedRunAsksNeitherModel() throws IOException {
        Files.move(model, folder.resolve("away"));
        Files.move(judge, folder.resolve("judge-away"));
        try {
            assertThat(terminal.type(arguments())).as(terminal.err()).isZero();
            assertThat(terminal.out()).isEqualTo(said);
        } finally {
            Files.move(folder.resolve("away"), model);
            Files.move(folder.resolve("judge-away"), judge);
        }
    }
}
