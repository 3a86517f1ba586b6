package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.catalog.ModelStore;
import sao.progress.Progress;
import sao.run.SharedSynthesis;
import sao.synthesis.RowShare;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// Carries a share of a run's rows on this machine.
@Command(
        name = "synthesize",
        description = {
            "Asks the questions of a share of a run's rows: prompts, answers, judgments. Give each machine a folder with",
            "the same sao.yaml and a share of its own, then put the folders together with `sao ledger merge`.",
            "A judge that is to be found by the audit (judge.kind: auto) is asked only by `sao run`."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SynthesizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder with a sao.yaml.")
    private Path folder = Path.of("");

    @Option(
            names = "--share",
            required = true,
            paramLabel = "I/N",
            description = "Which share of how many, such as 1/2.")
    private String share = "1/1";

    @Option(names = "--force", description = "Go on where a guard would stop it.")
    private boolean force;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    SynthesizeCommand() {}

    @Override
    public Integer call() {
        RunFolder run = new RunFolder(folder);
        RowShare rows = RowShare.of(share);
        if (!Files.isRegularFile(run.settings())) {
            throw new UsageException(
                    "%s has no sao.yaml.".formatted(folder),
                    "Write settings there: sao run --preset quickstart --print-settings > %s."
                            .formatted(run.settings()));
        }
        List<SettingsLayer> layers = List.of(SettingsLayer.file(run.settings()));
        RunRequest request = new RunRequest(
                run,
                SettingsReader.read(layers),
                SettingsLayer.comments(layers),
                force,
                "sao synthesize %s --share %s".formatted(folder, share),
                new AppFormats());
        PrintWriter out = spec.commandLine().getOut();
        try (Progress progress = new Progress(spec.commandLine().getErr(), false, System::nanoTime).redrawing()) {
            SharedSynthesis synthesis = new SharedSynthesis(request, ModelStore.standard(System.getenv()), progress);
            long prompts = new SignalledWork(request.command(), progress::say).run(stop -> synthesis.run(rows, stop));
            out.println("Share %s: %d prompts accepted and carried; the answers are in %s"
                    .formatted(share, prompts, folder));
        }
        out.flush();
        return ExitCode.DONE;
    }
}
