package sao.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.arena.ArenaJudgment.Battle;
import sao.error.SaoException;

class ArenaHardTest {
    @TempDir
    private Path folder = Path.of("");

    /// Figures of scikit-learn and Newton's method by Arena-Hard's formulas; the file names tools and formulas.
    private static JsonNode reference() throws IOException {
        try (InputStream stream = ArenaHardTest.class.getResourceAsStream("arena.json")) {
            return new ObjectMapper().readTree(stream);
        }
    }

    /// The reference's verdicts as a judgment file of version 0.1.
    private Path judgments(JsonNode verdicts) throws IOException {
        Map<String, Map<Integer, String>> games = new TreeMap<>();
        for (JsonNode verdict : verdicts) {
            games.computeIfAbsent(
                            "%s\", \"model\": \"%s\", \"baseline\": \"%s"
                                    .formatted(
                                            verdict.get("question").asText(),
                                            verdict.get("model").asText(),
                                            verdict.get("baseline").asText()),
                            _ -> new TreeMap<>())
                    .put(verdict.get("game").asInt(), verdict.get("verdict").asText());
        }
        List<String> lines = new ArrayList<>();
        games.forEach((head, verdicts2) -> lines.add("{\"question_id\": \"%s\", \"games\": [%s, %s]}"
                .formatted(
                        head,
                        game(Objects.requireNonNull(verdicts2.get(1))),
                        game(Objects.requireNonNull(verdicts2.get(2))))));
        return Files.write(folder.resolve("judgments.jsonl"), lines);
    }

    private static String game(String verdict) {
        return "{\"judgment\": \"My final verdict is [[%s]]\"}".formatted(verdict);
    }

    @Test
    void ratingsAndWinRatesAreThoseOfTheReference() throws IOException {
        JsonNode reference = reference().get("arena_hard");
        List<ArenaHard> figures =
                ArenaHard.of(ArenaJudgment.read(judgments(reference.get("verdicts"))), Optional.empty(), 42);
        assertThat(figures).hasSize(4);
        for (ArenaHard figure : figures) {
            assertThat(figure.rating())
                    .isCloseTo(reference.at("/elo/" + figure.model()).asDouble(), within(1e-4));
            assertThat(100 * figure.winRate())
                    .isCloseTo(
                            reference
                                    .at("/win_rate_against_baseline/" + figure.model())
                                    .asDouble(),
                            within(1e-6));
            assertThat(figure.interval().contains(figure.winRate())).isTrue();
        }
    }

    @Test
    void everyResampleOfTheBattlesHasTheRatingsOfTheReference() throws IOException {
        JsonNode reference = reference().get("arena_hard");
        List<Battle> battles = new ArrayList<>();
        for (JsonNode battle : reference.get("battles")) {
            double score = switch (battle.get(2).asText()) {
                case "model_a" -> 1;
                case "model_b" -> 0;
                default -> 0.5;
            };
            battles.add(new Battle("", battle.get(0).asText(), battle.get(1).asText(), score));
        }
        for (int i = 0; i < ArenaHard.RESAMPLES; i++) {
            List<Battle> drawn = new ArrayList<>();
            reference.get("bootstrap_indices").get(i).forEach(index -> drawn.add(battles.get(index.asInt())));
            BradleyTerry fit = BradleyTerry.of(drawn, "base");
            for (int model = 1; model < 5; model++) {
                assertThat(fit.ratings()
                                .get(reference
                                        .get("bootstrap_elo_columns")
                                        .get(model)
                                        .asText()))
                        .as("resample %d, model %d", i, model)
                        .isCloseTo(
                                reference.get("bootstrap_elo").get(i).get(model).asDouble(), within(2e-4));
            }
        }
    }

    @Test
    void verdictsAreReadAsInTheReference() throws IOException {
        for (JsonNode row : reference().get("arena_verdict")) {
            Optional<ArenaVerdict> expected = row.get("verdict").isNull()
                    ? Optional.empty()
                    : ArenaVerdict.spelled(row.get("verdict").asText());
            assertThat(ArenaVerdict.in(row.get("text").asText()))
                    .as(row.toString())
                    .isEqualTo(expected);
        }
        assertThat(ArenaVerdict.spelled("A<B")).contains(ArenaVerdict.B_BETTER);
    }

    @Test
    void versionTwoScoresByCategoryAndLeavesOutPromptsWithAnUnreadableGame() throws IOException {
        Path file = Files.writeString(folder.resolve("v2.jsonl"), """
                {"uid": "a", "category": "creative_writing", "judge": "j", "model": "m", "games": [{"score": "B>>A"}, {"score": "A=B"}]}
                {"uid": "b", "category": "hard_prompt", "judge": "j", "model": "m", "games": [{"score": "A>B"}, {"score": "A>>B"}]}
                {"uid": "c", "category": "hard_prompt", "judge": "j", "model": "m", "games": [{"score": null, "judgment": {"answer": "?"}}, {"score": "A>>B"}]}
                """);
        List<ArenaHard> figures = ArenaHard.of(ArenaJudgment.read(file), Optional.empty(), 42);
        assertThat(figures)
                .extracting(ArenaHard::baseline)
                .containsExactly("gemini-2.0-flash-001", "o3-mini-2025-01-31");
        assertThat(figures.getFirst().winRate()).isCloseTo(3.5 / 4, within(1e-8));
        assertThat(figures.getLast().winRate()).isCloseTo(3.0 / 4, within(1e-8));
        assertThat(figures.getLast().unreadable()).isEqualTo(1);
        assertThat(figures.getLast().level()).isEqualTo(90);
    }

    @Test
    void noReadableGameIsAnError() throws IOException {
        Path file = Files.writeString(
                folder.resolve("none.jsonl"),
                "{\"question_id\": \"a\", \"model\": \"m\", \"games\": [{\"score\": null}, {\"score\": null}]}\n");
        List<ArenaJudgment> judgments = ArenaJudgment.read(file);
        assertThatThrownBy(() -> ArenaHard.of(judgments, Optional.empty(), 42))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("No game of arena-hard-v0.1");
    }

    /// Longer answers win, whatever the model: the win rate is high, and the style-controlled one is even.
    @Test
    void aModelThatWinsByLengthAloneIsEvenUnderStyleControl() throws IOException {
        var random = new SplittableRandom(9);
        List<String> judgments = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int baseline = random.nextInt(100, 200);
            int even = random.nextInt(100, 200);
            int longer = random.nextInt(160, 260);
            answers.add(answer("base", i, baseline));
            answers.add(answer("even", i, even));
            answers.add(answer("longer", i, longer));
            judgments.add(judgment("even", i, even, baseline, random));
            judgments.add(judgment("longer", i, longer, baseline, random));
        }
        List<ArenaJudgment> read = ArenaJudgment.read(Files.write(folder.resolve("j.jsonl"), judgments));
        ArenaAnswers styles = ArenaAnswers.read(List.of(Files.write(folder.resolve("a.jsonl"), answers)));
        List<ArenaHard> figures = ArenaHard.of(read, Optional.of(styles), 42);
        ArenaHard longer = figures.getLast();
        assertThat(longer.winRate()).isGreaterThan(0.7);
        double even = figures.getFirst().styleControlled().orElseThrow().winRate();
        assertThat(longer.styleControlled().orElseThrow().winRate()).isCloseTo(even, within(0.06));
        assertThat(styles.counted()).isZero();
    }

    private static String answer(String model, int prompt, int length) {
        return "{\"uid\": \"%d\", \"model\": \"%s\", \"metadata\": {\"token_len\": %d, \"header_count\": {\"h1\": 0}, \"list_count\": {\"ordered\": 0}, \"bold_count\": {\"**\": 0}}}"
                .formatted(prompt, model, length);
    }

    private static String judgment(String model, int prompt, int length, int baseline, SplittableRandom random) {
        boolean wins = random.nextDouble() < 1 / (1 + Math.exp((baseline - length) / 20.0));
        return "{\"uid\": \"%d\", \"category\": \"math\", \"model\": \"%s\", \"baseline\": \"base\", \"games\": [{\"score\": \"%s\"}, {\"score\": \"%s\"}]}"
                .formatted(prompt, model, wins ? "B>A" : "A>B", wins ? "A>B" : "B>A");
    }

    @Test
    void markdownOutsideCodeIsCounted() {
        ArenaAnswers.Style style = ArenaAnswers.counted(
                "# Title\n\n1. one\n2. **two**\n- three\n```\n# comment\n- no\n```\n__four__ five");
        assertThat(style.headers()).isEqualTo(1);
        assertThat(style.lists()).isEqualTo(3);
        assertThat(style.bold()).isEqualTo(2);
    }
}
