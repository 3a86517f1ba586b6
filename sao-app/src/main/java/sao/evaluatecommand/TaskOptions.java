package sao.evaluatecommand;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import sao.benchmark.Benchmark;
import sao.benchmark.EvaluationSettings;
import sao.benchmark.ExampleChoice;
import sao.benchmark.PromptForm;

/// Options of benchmarks whose prompts have examples, and whose answers are scored or extracted.
final class TaskOptions {
    @Option(
            names = "--shots",
            paramLabel = "K",
            description = "Number of examples before each question (default: the benchmark's own).")
    private Optional<Integer> shots = Optional.empty();

    @Option(
            names = "--examples",
            paramLabel = "FILE",
            description = "Rows for examples (default: the benchmark's split for examples, beside --data).")
    private Optional<Path> examples = Optional.empty();

    @Option(
            names = "--example-order",
            paramLabel = "first|random",
            description =
                    "The first rows, or a sample for each question, as lm-eval draws it (default: the benchmark's).")
    private Optional<String> order = Optional.empty();

    @Option(
            names = "--template",
            paramLabel = "none|chat",
            description = "Raw text, or the model's chat template (default: the benchmark's own).")
    private Optional<String> template = Optional.empty();

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Answers for each question, where they are generated (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int repeats = 1;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "Temperature of generated answers; 0 is greedy (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private double temperature;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of generated answers (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private long seed;

    Optional<Path> examples() {
        return examples;
    }

    /// {@return the settings of an evaluation: the benchmark's own, where no option changes them}
    ///
    /// @throws sao.error.SaoException if a value is out of range
    EvaluationSettings settings(Benchmark benchmark) {
        EvaluationSettings settings = EvaluationSettings.of(benchmark)
                .withShots(shots.orElse(benchmark.shots()))
                .with(new EvaluationSettings.Answers(repeats, temperature, seed));
        if (order.isPresent()) {
            settings = settings.with(ExampleChoice.Order.of(order.get()));
        }
        return template.isPresent() ? settings.with(PromptForm.of(template.get())) : settings;
    }
}
