package sao.stage;

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

/// The benchmarks of a run: what both models are asked besides the held-out prompts, and what must not be
/// trained on. They measure and decide nothing. Every file is read once.
///
/// @param measured what is asked of each benchmark, in the order of the settings: the first turn of every row; a
///     prompt that stands there twice is asked once
/// @param refused prompts with which none that is trained on may overlap, every turn of them: those that are
///     measured on and those of files of their own
public record Benchmarks(List<PromptSet> measured, BenchmarkIndex refused) {
    /// {@return the benchmarks that the settings name}
    ///
    /// @throws sao.error.SaoException if a file cannot be read or has no prompt, or a row of one that is measured
    ///     on has none
    public static Benchmarks read(RunSettings settings, FileFormats formats) {
        PromptSettings.Novelty novelty = settings.prompts().novelty();
        BenchmarkIndex refused = new BenchmarkIndex(novelty.benchmarkRun());
        List<PromptSet> measured = settings.evaluate().benchmarks().stream()
                .map(file -> read(formats, file, novelty.benchmarks() ? refused::add : (_, _) -> {}))
                .toList();
        if (novelty.benchmarks()) {
            Set<Path> files = places(novelty.benchmarkFiles());
            files.removeAll(places(settings.evaluate().benchmarks()));
            files.forEach(file -> formats.benchmark(file, refused::add));
        }
        return new Benchmarks(measured, refused);
    }

    /// {@return what must not be trained on, for work that measures nothing}
    ///
    /// @throws sao.error.SaoException if a file cannot be read or has no prompt
    public static Benchmarks unmeasured(RunSettings settings, FileFormats formats) {
        PromptSettings.Novelty novelty = settings.prompts().novelty();
        BenchmarkIndex refused = new BenchmarkIndex(novelty.benchmarkRun());
        if (novelty.benchmarks()) {
            Set<Path> files = places(settings.evaluate().benchmarks());
            files.addAll(places(novelty.benchmarkFiles()));
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

    private static Set<Path> places(List<String> files) {
        Set<Path> places = new LinkedHashSet<>();
        files.forEach(file -> places.add(Path.of(file).toAbsolutePath().normalize()));
        return places;
    }

    /// {@return the text that determines a run's result: its settings in full, and the content of its benchmark files}
    public String identity(RunSettings settings) {
        String yaml = SettingsWriter.write(settings);
        String content = identity();
        return content.isEmpty() ? yaml : yaml + "# benchmarks " + content + "\n";
    }

    /// {@return the content id of all prompts of these benchmarks; empty where there are none}
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
