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
import sao.stage.TinyModel;

/// A run whose pairs another model ranks, for people of the user's own file, of which one line is broken.
class OtherJudgeTest {
    private static final int PEOPLE = 40;
    private static final int BROKEN = 3;

    @TempDir
    private static Path folder;

    private static final Terminal FIRST = new Terminal();

    private static TinyRun run;
    private static Path judge;
    private static int exit;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void runTheLoop() throws IOException {
        judge = TinyModel.write(folder.resolve("judging-model"), 8);
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            lines.add("{\"persona\": \"A baker who keeps %d old clocks in a garden by the river.\"%s"
                    .formatted(i, i == BROKEN ? "" : "}"));
        }
        Path people = Files.write(folder.resolve("people.jsonl"), lines);
        run = TinyRun.in(folder).with("judge.model=" + judge, "personas.source=file", "personas.file=" + people);
        exit = run.type(FIRST);
    }

    @Test
    void ledgerAndReportNameTheJudgesModel() throws IOException {
        assertThat(exit).as(FIRST.err()).isZero();
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            assertThat(ledger.meta("judge_model")).contains(judge.toString());
            assertThat(ledger.meta("judge_fingerprint")).isPresent().isNotEqualTo(ledger.meta("model_fingerprint"));
        }
        assertThat(run.report())
                .content()
                .contains("which used the model <b>%s</b>".formatted(judge))
                .contains("while the pairs were ranked by another model")
                .contains("judge fingerprint")
                .doesNotContain("An independent judge may decide otherwise");
    }

    @Test
    void noCardSaysThatTheModelRankedItsAnswers() throws IOException {
        assertThat(run.path("round-1/model/README.md"))
                .content()
                .contains("It did not rank the answers", "| judge | backward, asking %s |".formatted(judge))
                .doesNotContain("ranked the answers itself");
        Path pairs = folder.resolve("pairs");
        assertThat(terminal.type("export", "pairs", run.toString(), "--format", "jsonl", "--to", pairs.toString()))
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
                        .matcher(FIRST.err())
                        .results())
                .as(FIRST.err())
                .hasSize(1);
        assertThat(run.report())
                .content()
                .contains("entries of the persona file", "<b>1</b> could not be read")
                .contains("Every row is accounted for");
    }

    @Test
    void aFinishedRunAsksNeitherModel() throws IOException {
        Files.move(run.model(), folder.resolve("away"));
        Files.move(judge, folder.resolve("judge-away"));
        try {
            assertThat(run.type(terminal)).as(terminal.err()).isZero();
            assertThat(terminal.results()).isEqualTo(FIRST.results());
        } finally {
            Files.move(folder.resolve("away"), run.model());
            Files.move(folder.resolve("judge-away"), judge);
        }
    }
}
