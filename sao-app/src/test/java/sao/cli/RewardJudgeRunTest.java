package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.LedgerReader;
import sao.stage.TinyModel;

/// A run whose pairs a reward model ranks, and what is refused of reward models.
class RewardJudgeRunTest {
    @TempDir
    private static Path folder;

    private static final Terminal FIRST = new Terminal();

    private static TinyRun run;
    private static Path rewards;
    private static int exit;

    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void runTheLoop() throws IOException {
        rewards = TinyModel.writeReward(folder.resolve("reward-model"), 9);
        run = TinyRun.in(folder)
                .with(
                        "judge.kind=reward",
                        "judge.model=" + rewards,
                        "responses.count=3",
                        "responses.max_tokens=64",
                        "responses.temperature=2",
                        "responses.top_p=1",
                        "pairs.flagged=keep");
        exit = run.type(FIRST);
    }

    @Test
    void pairsAreRankedAndAuditedByTheRewardModelAndMeasuredByTheStartModel() throws IOException {
        assertThat(exit).as(FIRST.err()).isZero();
        try (LedgerReader ledger = LedgerReader.open(run.folder())) {
            assertThat(ledger.meta("judge_model")).contains(rewards.toString());
        }
        assertThat(FIRST.results()).contains("judged by the start model (likelihood/");
        assertThat(run.report()).content().contains("It asks a reward model", "reward/v1");
        assertThat(run.path("round-1/model/README.md"))
                .content()
                .contains("It did not rank the answers", "| judge | reward, asking %s |".formatted(rewards));
    }

    @Test
    void aFinishedRunAsksNoModel() throws IOException {
        Files.move(rewards, folder.resolve("away"));
        try {
            assertThat(run.type(terminal)).as(terminal.err()).isZero();
            assertThat(terminal.results()).isEqualTo(FIRST.results());
        } finally {
            Files.move(folder.resolve("away"), rewards);
        }
    }

    @Test
    void theRewardJudgeIsAuditedAloneAndJudgesThatScoreAreLeftOutWithANotice() {
        assertThat(terminal.type("judge", run.toString(), "--kinds", "reward"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).contains("reward/v1");
        assertThat(terminal.type("judge", run.toString(), "--kinds", "all"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out() + terminal.err())
                .contains("The judge's model is a reward model, so these judges are not audited: likelihood, written,");
    }

    private void assertRefused(TinyRun asked, String problem, String remedy) {
        assertThat(asked.type(terminal)).isNotZero();
        assertThat(terminal.err()).contains(problem, remedy);
    }

    @Test
    void aRewardJudgeWithoutARewardModelIsRefusedWithTheRemedy() {
        assertRefused(
                run.beside("self").with("judge.model=self"), "judge.model is self", "Set judge.model to the folder");
        assertRefused(
                run.beside("generating").with("judge.model=" + run.model()),
                "the judge's model generates text",
                "or set another judge.kind");
        assertRefused(
                run.beside("mean").with("judge.kind=mean", "judge.mean_of=[reward, longest]", "judge.model=self"),
                "judge.model is self",
                "Set judge.model to the folder");
    }

    @Test
    void anotherJudgeCannotAskARewardModel() {
        for (String kind : List.of("likelihood", "written", "backward")) {
            assertRefused(
                    run.beside(kind).with("judge.kind=" + kind),
                    "a reward model, which a judge of the kind %s cannot ask".formatted(kind),
                    "Set judge.kind to reward, or judge.model to a chat model");
        }
    }

    @Test
    void aRewardModelIsRefusedWhereAModelHasToGenerate() {
        for (String[] command : List.of(
                run.beside("as-model").with("model=" + rewards).arguments(),
                new String[] {"generate", "--model", rewards.toString(), "--prompt", "Hello"},
                new String[] {
                    "convert",
                    rewards.toString(),
                    "--to",
                    folder.resolve("x.gguf").toString()
                })) {
            Terminal own = new Terminal();
            assertThat(own.type(command)).as(command[0]).isNotZero();
            assertThat(own.err())
                    .as(command[0])
                    .contains("is a reward model: it scores answers and generates none", "set judge.kind to reward");
        }
    }

    @Test
    void aRewardModelCanBeInspected() {
        assertThat(terminal.type("models", "inspect", rewards.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).contains("one reward: for judge.kind reward");
    }
}
