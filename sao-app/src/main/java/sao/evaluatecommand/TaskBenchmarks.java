package sao.evaluatecommand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sao.benchmark.Benchmark;
import sao.benchmark.BenchmarkCatalog;
import sao.benchmark.BenchmarkEvaluation;
import sao.benchmark.BenchmarkEvaluation.Rows;
import sao.benchmark.BenchmarkResult;
import sao.benchmark.EvaluationSettings;
import sao.benchmark.PromptForm;
import sao.command.UsageException;
import sao.generation.EngineChatModel;

/// Benchmarks that a data file defines: questions whose choices are scored, or whose answers are generated and
/// extracted.
final class TaskBenchmarks implements BenchmarkKind {
    @Override
    public List<String> names() {
        return BenchmarkCatalog.names();
    }

    private static Benchmark benchmark(String name) {
        return BenchmarkCatalog.find(name)
                .orElseThrow(() -> new UsageException(
                        "'%s' is not the name of a benchmark.".formatted(name),
                        "Choose one of: %s.".formatted(String.join(", ", BenchmarkCatalog.names()))));
    }

    @Override
    public void list(PrintWriter out) {
        for (String name : names()) {
            Benchmark benchmark = benchmark(name);
            Benchmark.DataSource source = benchmark.source();
            out.printf("%s (version %d)%n", name, benchmark.version());
            out.printf("  %s%n", benchmark.title());
            out.printf("  definition: %s%n", benchmark.definition());
            out.printf("  metrics: %s%n", String.join(", ", benchmark.metrics()));
            out.printf(
                    "  examples: %d, chosen: %s; chat template: %s%n",
                    benchmark.shots(),
                    benchmark.examples().order().label(),
                    benchmark.template().label());
            benchmark.columns().forEach(columns -> out.printf("  columns: %s%n", String.join(", ", columns)));
            out.printf(
                    "  rows: split %s of %s%s (%s)%s%n",
                    source.rows(),
                    source.repository(),
                    source.subset().isEmpty() ? "" : ", " + source.subset(),
                    source.licence(),
                    source.examples().isEmpty() ? "" : "; examples: split " + source.examples());
            out.printf(
                    "  read from: --data FILE or FOLDER, otherwise %s%n",
                    files(benchmark).cache());
            if (!benchmark.notice().isEmpty()) {
                out.printf("  %s%n", benchmark.notice());
            }
        }
    }

    private static RowFiles files(Benchmark benchmark) {
        return new RowFiles(benchmark.source(), System.getenv());
    }

    @Override
    public void evaluate(String name, EvaluateOptions options, PrintWriter out, PrintWriter err) throws IOException {
        Benchmark benchmark = benchmark(name);
        EvaluationSettings settings = options.task().settings(benchmark);
        BenchmarkEvaluation evaluation = new BenchmarkEvaluation(
                benchmark, settings, rows(benchmark, options), examples(benchmark, settings, options));
        BenchmarkResult result;
        try (EngineChatModel model = options.openModel(err)) {
            result = evaluation.run(model, new ProgressCounter(evaluation.size(), "questions", err));
        }
        if (options.samples().isPresent()) {
            Files.write(
                    options.samples().get(),
                    result.samples().stream().map(ObjectNode::toString).toList());
        }
        if (options.json()) {
            out.println(result.json());
        } else {
            table(result, out);
        }
    }

    private static Rows rows(Benchmark benchmark, EvaluateOptions options) {
        return files(benchmark).read(options.data(), benchmark.source().rows(), "--data", options.limit());
    }

    private static Rows examples(Benchmark benchmark, EvaluationSettings settings, EvaluateOptions options) {
        if (settings.shots() == 0) {
            return new Rows(List.of(), "--examples");
        }
        if (benchmark.source().examples().isEmpty() && options.task().examples().isEmpty()) {
            throw new UsageException(
                    "%s has no split for examples, and --shots is %d.".formatted(benchmark.name(), settings.shots()),
                    "Give rows with --examples FILE, or leave --shots out.");
        }
        Optional<Path> beside = options.data()
                .map(data -> Files.isDirectory(data)
                        ? data
                        : Optional.ofNullable(data.toAbsolutePath().getParent()).orElse(data));
        return files(benchmark)
                .read(
                        options.task().examples().or(() -> beside),
                        benchmark.source().examples(),
                        "--examples",
                        Integer.MAX_VALUE);
    }

    private static void table(BenchmarkResult result, PrintWriter out) {
        EvaluationSettings settings = result.settings();
        out.printf(
                "%s: %d questions, %d examples (%s), %s%n",
                result.benchmark().name(),
                result.count(),
                settings.shots(),
                settings.examples().order().label(),
                settings.form() == PromptForm.CHAT ? "with the chat template" : "without a chat template");
        out.printf("%-18s %8s %8s   %s%n", "metric", "value", "stderr", "95 % interval");
        result.figures()
                .forEach((name, figure) -> out.printf(
                        Locale.ROOT,
                        "%-18s %8.4f %8.4f   %.4f to %.4f%n",
                        name,
                        figure.mean(),
                        figure.standardError(),
                        figure.interval().low(),
                        figure.interval().high()));
        if (!result.groups().isEmpty()) {
            out.printf("%n%-40s %6s %8s%n", "group", "n", "value");
            result.groups()
                    .forEach((name, figure) ->
                            out.printf(Locale.ROOT, "%-40s %6d %8.4f%n", name, figure.count(), figure.mean()));
        }
    }
}
