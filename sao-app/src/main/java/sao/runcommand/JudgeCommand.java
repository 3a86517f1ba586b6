package sao.runcommand;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.audit.AuditTable;
import sao.catalog.ModelStore;
import sao.command.AppFormats;
import sao.command.ExitCode;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.ingest.LabelFile;
import sao.progress.Progress;
import sao.run.JudgeAuditRun;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// The command `sao judge`: measures the accuracy of judges.
@Command(
        name = "judge",
        description = {
            "Audits judges: measures their accuracy on pairs of known order.",
            "The pairs are made from the run's own responses and read from a file of labelled pairs, if given.",
            "DIR is a run's folder, or a folder with a sao.yaml."
        })
public final class JudgeCommand extends Subcommand {
    @Parameters(paramLabel = "DIR", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Option(names = "--audit", description = "Accepted for older scripts: the command audits also without it.")
    @SuppressWarnings("UnusedVariable") // accepted without effect
    private boolean audit;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Judges to audit, by the names of judge.kind, or all (default: the run's own).")
    private List<String> kinds = List.of();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "Labelled pairs: AlpacaEval's annotations (JSON), or JSON lines with prompt, chosen, rejected.")
    private @Nullable Path labels;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting by its path, such as judge.model=NAME; may be repeated.")
    private List<String> assignments = List.of();

    @Option(names = "--json", description = "One JSON object for each judge, a line each.")
    private boolean json;

    @Option(names = "--force", description = "Exit with 0 also if no judge reaches the floors of judge.audit.")
    private boolean force;

    @Override
    protected int execute() {
        RunFolder run = new RunFolder(folder);
        if (!Files.isRegularFile(run.settings())) {
            throw new UsageException(
                    "%s has no sao.yaml.".formatted(folder),
                    "Give the folder of a run, or write settings there: sao run --preset quickstart --print-settings > %s."
                            .formatted(run.settings()));
        }
        List<SettingsLayer> layers = new ArrayList<>(List.of(SettingsLayer.file(run.settings())));
        assignments.forEach(text -> layers.add(SettingsLayer.assignment(text)));
        RunRequest request = new RunRequest(
                run,
                SettingsReader.read(layers),
                SettingsLayer.comments(layers),
                force,
                "sao judge %s".formatted(folder),
                new AppFormats());
        PrintWriter out = out();
        PrintWriter err = err();
        try (Progress progress = new Progress(err, false, System::nanoTime).redrawing()) {
            JudgeAuditRun standing = new JudgeAuditRun(request, ModelStore.standard(System.getenv()), progress);
            List<AuditTable> tables = standing.run(kinds, labels == null ? List.of() : LabelFile.read(labels));
            (json ? AuditText.json(tables) : AuditText.lines(tables)).forEach(out::println);
            out.flush();
            standing.decide(tables);
        }
        return ExitCode.DONE;
    }
}
