package sao.evaluatecommand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.samples.SampleComparison;
import sao.samples.SampleFiles;
import sao.workspace.RunFolder;

/// The command `sao evaluate compare`: compares results of models question by question, or runs by their evaluations.
@Command(
        name = "compare",
        description = {
            "Compares results: each further one with the first.",
            "Results are files with a line for each question (sao evaluate --samples, or lm-eval's samples_*.jsonl,",
            "results_*.json or folder), compared question by question; or folders of runs, whose evaluations and",
            "settings are shown side by side. Holm's correction covers all comparisons."
        })
final class CompareCommand extends Subcommand {
    @Parameters(arity = "2..*", paramLabel = "RESULT", description = "Two or more files of results, or folders.")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "One JSON object for each comparison, a line each.")
    private boolean json;

    @Override
    protected int execute() {
        if (paths.size() < 2) {
            throw new UsageException("%d result is given.".formatted(paths.size()), "Give two or more.");
        }
        long runs = paths.stream().filter(CompareCommand::isRun).count();
        if (runs == paths.size()) {
            RunComparison compared = RunComparison.of(paths);
            (json ? compared.json() : compared.lines()).forEach(out()::println);
        } else if (runs == 0) {
            List<String> names = paths.stream().map(Path::toString).toList();
            SampleComparison compared = SampleComparison.of(
                    names, paths.stream().map(SampleFiles::read).toList());
            compared.missing().forEach(key -> err().println("Not all results have %s; it is left out.".formatted(key)));
            SampleText text = new SampleText(compared);
            (json ? text.json() : text.lines()).forEach(out()::println);
        } else {
            throw new UsageException(
                    "%d of the %d paths are folders of runs.".formatted(runs, paths.size()),
                    "Give folders of runs only, or files of results only.");
        }
        return ExitCode.DONE;
    }

    private static boolean isRun(Path path) {
        return Files.isDirectory(path) && new RunFolder(path).isBegun();
    }
}
