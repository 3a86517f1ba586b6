package sao.evaluatecommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.command.ModelOptions;
import sao.command.UsageException;
import sao.generation.EngineChatModel;

/// Options of `sao evaluate --benchmark`, the same for every kind of benchmark.
final class EvaluateOptions {
    @Option(names = "--model", paramLabel = "MODEL", description = "Catalog name, folder or .gguf file.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Rows of the benchmark: a .jsonl, .json, .csv or .parquet file, or a folder; see --list.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description =
                    "For ifeval and ifbench: evaluate these answers instead of a model; JSON lines with prompt and response.")
    private Optional<Path> answers = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Evaluate the first N rows only.")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--samples", paramLabel = "FILE", description = "Write one JSON line for each question to FILE.")
    private Optional<Path> samples = Optional.empty();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Mixin
    private TaskOptions task = new TaskOptions();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    /// {@return the model, opened for concurrent calls; the caller closes it}
    ///
    /// @param err receives the messages of a download
    /// @throws UsageException if `--model` is missing
    EngineChatModel openModel(PrintWriter err) {
        return modelOptions.openForMany(modelName(), err);
    }

    /// {@return the value of `--model`}
    ///
    /// @throws UsageException if it is missing
    String modelName() {
        return model.orElseThrow(() ->
                new UsageException("--model is missing.", "Give the model to evaluate with --model NAME|FOLDER|FILE."));
    }

    /// {@return the options of benchmarks with prompts and examples}
    TaskOptions task() {
        return task;
    }

    Optional<Path> data() {
        return data;
    }

    /// {@return the largest number of rows to evaluate}
    ///
    /// @throws UsageException if `--limit` is less than 1
    int limit() {
        int most = limit.orElse(Integer.MAX_VALUE);
        if (most < 1) {
            throw new UsageException("--limit is %d.".formatted(most), "Give at least 1, or leave the option out.");
        }
        return most;
    }

    Optional<Path> answers() {
        return answers;
    }

    Optional<Path> samples() {
        return samples;
    }

    boolean json() {
        return json;
    }
}
