package sao.arena;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.protocol.FileRecord;

/// The judgment of a model's answer to a prompt against the baseline's answer, in two games: in the first
/// the baseline is assistant A, in the second the model is.
///
/// @param prompt id of the prompt
/// @param category category of the prompt
/// @param judge name of the judge; empty if the file does not state it
/// @param model name of the model
/// @param baseline name of the baseline
/// @param first verdict of the first game; empty if unreadable
/// @param second verdict of the second game; empty if unreadable
public record ArenaJudgment(
        String prompt,
        String category,
        String judge,
        String model,
        String baseline,
        Optional<ArenaVerdict> first,
        Optional<ArenaVerdict> second) {
    /// Category of all prompts of Arena-Hard 0.1.
    public static final String VERSION_01 = "arena-hard-v0.1";

    /// Baselines that Arena-Hard defines by category.
    private static final Map<String, String> BASELINES = Map.of(
            VERSION_01,
            "gpt-4-0314",
            "hard_prompt",
            "o3-mini-2025-01-31",
            "coding",
            "o3-mini-2025-01-31",
            "math",
            "o3-mini-2025-01-31",
            "creative_writing",
            "gemini-2.0-flash-001");

    /// {@return the judgments of a file, in order}
    ///
    /// @param file JSON lines of Arena-Hard 0.1 (`question_id`) or 2.0 (`uid`, `category`, `baseline`),
    ///     with `model` and two `games`, each with a `score` such as `A>>B`, or the text of the `judgment`
    /// @throws sao.error.SaoException if the file cannot be read, or a record lacks a field
    public static List<ArenaJudgment> read(Path file) {
        return FileRecord.read(file).stream().map(ArenaJudgment::of).toList();
    }

    private static ArenaJudgment of(FileRecord record) {
        JsonNode games = record.json().path("games");
        if (games.size() != 2) {
            throw record.wrong("has %d games".formatted(games.size()), "Give two games, with the seats exchanged.");
        }
        String category = record.optionalText("category").orElse(VERSION_01);
        String baseline = record.optionalText("baseline")
                .or(() -> Optional.ofNullable(BASELINES.get(category)))
                .orElseThrow(() -> record.wrong(
                        "names no baseline, and the category %s has none".formatted(category),
                        "Give the name of the baseline under 'baseline'."));
        return new ArenaJudgment(
                record.textUnder(List.of("uid", "question_id")),
                category,
                record.optionalText("judge").orElse(""),
                record.text("model"),
                baseline,
                verdict(games.get(0)),
                verdict(games.get(1)));
    }

    private static Optional<ArenaVerdict> verdict(JsonNode game) {
        JsonNode score = game.path("score");
        if (score.isTextual()) {
            return ArenaVerdict.spelled(score.textValue());
        }
        JsonNode judgment = game.path("judgment");
        return ArenaVerdict.in(
                judgment.isTextual()
                        ? judgment.textValue()
                        : judgment.path("answer").asText());
    }

    /// {@return number of games without a verdict}
    public int unreadable() {
        return (first.isPresent() ? 0 : 1) + (second.isPresent() ? 0 : 1);
    }

    /// {@return the battles of both games, the model first. Version 0.1 leaves out a game without a
    /// verdict, version 2.0 both games}
    public List<Battle> battles() {
        if (!category.equals(VERSION_01) && unreadable() > 0) {
            return List.of();
        }
        List<Battle> battles = new ArrayList<>();
        first.ifPresent(verdict -> add(battles, verdict, 1 - verdict.scoreOfA()));
        second.ifPresent(verdict -> add(battles, verdict, verdict.scoreOfA()));
        return battles;
    }

    private void add(List<Battle> battles, ArenaVerdict verdict, double score) {
        for (int i = 0; i < verdict.battles(); i++) {
            battles.add(new Battle(prompt, model, baseline, score));
        }
    }

    /// A battle of two models.
    ///
    /// @param prompt id of the prompt
    /// @param first name of one model
    /// @param second name of the other
    /// @param score score of the first: 1, 0.5 or 0
    public record Battle(String prompt, String first, String second, double score) {}
}
