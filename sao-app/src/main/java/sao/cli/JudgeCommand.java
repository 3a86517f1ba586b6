package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.audit.AuditTable;
import sao.catalog.ModelStore;
import sao.ingest.LabelFile;
import sao.progress.Progress;
import sao.run.JudgeAuditRun;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// Finds out how far judges can be trusted.
@Command(
        name = "judge",
        description = {
            "Audits judges: asks them about pairs whose order is known, made from a run's own answers and, if you",
            "have one, from a file of labelled pairs. DIR is a run's folder, or a folder with a sao.yaml."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class JudgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the run.")
    private Path folder = Path.of("");

    @Option(names = "--audit", description = "Audit; the only thing this command does yet.")
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

    @Option(names = "--force", description = "Exit with 0 also when no judge clears the floor.")
    private boolean force;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    JudgeCommand() {}

    @Override
    public Integer call() {
        if (!audit) {
            throw new UsageException(
                    "It is not said what to do with the judge.", "Write `sao judge %s --audit`.".formatted(folder));
        }
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
                "sao judge %s --audit".formatted(folder),
                new AppFormats());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
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
