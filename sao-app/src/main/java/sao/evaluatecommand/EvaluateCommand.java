package sao.evaluatecommand;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.command.UsageException;

/// The command `sao evaluate`: evaluates a model on a benchmark.
@Command(
        name = "evaluate",
        description = "Evaluates a model on a benchmark. `sao evaluate --list` lists the benchmarks.",
        subcommands = {
            WinRateCommand.class,
            AlpacaCommand.class,
            ArenaCommand.class,
            MtBenchCommand.class,
            CompareCommand.class
        })
public final class EvaluateCommand extends Subcommand {
    private static final List<BenchmarkKind> KINDS = List.of(new TaskBenchmarks(), new InstructionBenchmarks());

    @Option(names = "--benchmark", paramLabel = "NAME", description = "Name of the benchmark; see --list.")
    private Optional<String> benchmark = Optional.empty();

    @Option(names = "--list", description = "List the benchmarks with their columns, splits and data sources.")
    private boolean list;

    @Mixin
    private EvaluateOptions options = new EvaluateOptions();

    @Override
    protected int execute() throws IOException, InterruptedException {
        if (list) {
            KINDS.forEach(kind -> kind.list(out()));
            return ExitCode.DONE;
        }
        String name = benchmark.orElseThrow(() -> new UsageException(
                "--benchmark is missing.", "Give the name of a benchmark; `sao evaluate --list` lists them."));
        BenchmarkKind kind = KINDS.stream()
                .filter(one -> one.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "'%s' is not the name of a benchmark.".formatted(name),
                        "Choose one of: %s."
                                .formatted(String.join(
                                        ", ",
                                        KINDS.stream()
                                                .flatMap(one -> one.names().stream())
                                                .toList()))));
        kind.evaluate(name, options, out(), err());
        return ExitCode.DONE;
    }
}
