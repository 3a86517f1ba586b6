package sao.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.evaluation.PromptSet;
import sao.novelty.BenchmarkIndex;
import sao.settings.EvaluateSettings;
import sao.settings.PromptSettings;
import sao.settings.RunSettings;
import sao.workspace.FileFormats;
import sao.yaml.SettingsWriter;

/// The benchmarks of a run. Both models answer their prompts besides the held-out prompts, and training prompts
/// that overlap with them are rejected. Benchmark results do not influence the run. Every file is read once.
///
/// @param measured the prompts of each benchmark in the order of the settings: the first turn of every row,
///     without duplicates
/// @param refused all turns of the measured benchmarks and of the files in `prompts.novelty.benchmark_files`;
///     training prompts must not overlap with them
public record Benchmarks(List<PromptSet> measured, BenchmarkIndex refused) {
    /// {@return the benchmarks that the settings name}
    ///
    /// @throws sao.error.SaoException if a file cannot be read or has no prompt, or if a row of a measured
    ///     benchmark has no prompt
    public static Benchmarks read(RunSettings settings, FileFormats formats) {
        PromptSettings.Novelty novelty = settings.prompts().novelty();
        BenchmarkIndex refused = new BenchmarkIndex(novelty.benchmarkRun());
        List<PromptSet> measured = settings.evaluate().benchmarks().stream()
                .map(file -> read(formats, file, novelty.benchmarks() ? refused::add : (_, _) -> {}))
                .toList();
        if (novelty.benchmarks()) {
            Set<Path> files = paths(novelty.benchmarkFiles());
            files.removeAll(paths(settings.evaluate().benchmarks()));
            files.forEach(file -> formats.benchmark(file, refused::add));
        }
        return new Benchmarks(measured, refused);
    }

    /// {@return the benchmarks for work without an evaluation: only the prompts that must not be trained on}
    ///
    /// @throws sao.error.SaoException if a file cannot be read or has no prompt
    public static Benchmarks unmeasured(RunSettings settings, FileFormats formats) {
        PromptSettings.Novelty novelty = settings.prompts().novelty();
        BenchmarkIndex refused = new BenchmarkIndex(novelty.benchmarkRun());
        if (novelty.benchmarks()) {
            Set<Path> files = paths(settings.evaluate().benchmarks());
            files.addAll(paths(novelty.benchmarkFiles()));
            files.forEach(file -> formats.benchmark(file, refused::add));
        }
        return new Benchmarks(List.of(), refused);
    }

    private static PromptSet read(FileFormats formats, String file, BiConsumer<String, String> everyTurn) {
        Map<String, Prompt> prompts = new LinkedHashMap<>();
        formats.benchmark(
                Path.of(file),
                (_, text) -> {
                    Prompt prompt = prompt(text);
                    prompts.putIfAbsent(prompt.id(), prompt);
                },
                everyTurn);
        return new PromptSet(EvaluateSettings.nameOf(file), new ArrayList<>(prompts.values()));
    }

    private static Prompt prompt(String text) {
        return new Prompt(
                ContentId.of(Map.of("kind", "benchmark prompt", "text", text)),
                ContentId.of(Map.of("kind", "no persona")),
                text);
    }

    private static Set<Path> paths(List<String> files) {
        Set<Path> paths = new LinkedHashSet<>();
        files.forEach(file -> paths.add(Path.of(file).toAbsolutePath().normalize()));
        return paths;
    }

    /// {@return the text that determines a run's result: its settings in full, and the content of its benchmark
    /// files}
    public String identity(RunSettings settings) {
        String yaml = SettingsWriter.write(settings);
        String content = identity();
        return content.isEmpty() ? yaml : yaml + "# benchmarks " + content + "\n";
    }

    /// {@return the content id of all prompts of these benchmarks; empty if there are no benchmarks}
    private String identity() {
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
