package sao.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sao.dataset.BenchmarkFile;
import sao.domain.Prompt;
import sao.evaluation.PromptSet;
import sao.ledger.ContentId;
import sao.novelty.BenchmarkIndex;
import sao.settings.EvaluateSettings;
import sao.settings.NoveltySettings;
import sao.settings.RunSettings;

/// The benchmarks of a run: what both models are asked besides the held-out prompts, and what must not be
/// trained on. They measure and decide nothing.
final class Benchmarks {
    private Benchmarks() {}

    /// {@return what is asked of each benchmark, in the order of the settings: the first turn of every row; a
    /// prompt that stands there twice is asked once}
    ///
    /// @throws sao.domain.SaoException if a file cannot be read, or a row of it has no prompt
    static List<PromptSet> measured(RunSettings settings) {
        return settings.evaluate().benchmarks().stream().map(Benchmarks::read).toList();
    }

    private static PromptSet read(String file) {
        Map<String, Prompt> prompts = new LinkedHashMap<>();
        BenchmarkFile.readFirstTurns(Path.of(file), (_, text) -> {
            Prompt prompt = prompt(text);
            prompts.putIfAbsent(prompt.id(), prompt);
        });
        return new PromptSet(EvaluateSettings.nameOf(file), new ArrayList<>(prompts.values()));
    }

    private static Prompt prompt(String text) {
        return new Prompt(
                ContentId.of(Map.of("kind", "benchmark prompt", "text", text)),
                ContentId.of(Map.of("kind", "no persona")),
                text);
    }

    /// {@return prompts with which none that is trained on may overlap, every turn of them: those that are
    /// measured on and those of files of their own}
    ///
    /// @throws sao.domain.SaoException if a file cannot be read or has no prompt
    static BenchmarkIndex refused(RunSettings settings) {
        NoveltySettings novelty = settings.prompts().novelty();
        BenchmarkIndex index = new BenchmarkIndex(novelty.benchmarkRun());
        if (novelty.benchmarks()) {
            Set<Path> files = new LinkedHashSet<>();
            settings.evaluate().benchmarks().forEach(file -> files.add(place(file)));
            novelty.benchmarkFiles().forEach(file -> files.add(place(file)));
            files.forEach(file -> BenchmarkFile.read(file, index::add));
        }
        return index;
    }

    private static Path place(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }

    /// {@return what tells these benchmarks from others, by their prompts; empty where there are none}
    ///
    /// @throws sao.domain.SaoException if a file cannot be read or has no prompt
    static String identity(RunSettings settings) {
        List<PromptSet> measured = measured(settings);
        BenchmarkIndex refused = refused(settings);
        if (measured.isEmpty() && refused.size() == 0) {
            return "";
        }
        return ContentId.of(Map.of(
                "kind",
                "benchmarks",
                "measured",
                measured.stream()
                        .map(set -> set.prompts().stream().map(Prompt::id).toList())
                        .toList(),
                "refused",
                refused.identity()));
    }
}
