package sao.runcommand;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.catalog.ModelStore;
import sao.command.AppFormats;
import sao.command.ExitCode;
import sao.command.SignalledWork;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.progress.Progress;
import sao.run.SharedSynthesis;
import sao.synthesis.RowShare;
import sao.workspace.RunFolder;
import sao.workspace.RunRequest;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// The command `sao synthesize`: synthesizes a share of a run's rows on this machine.
@Command(
        name = "synthesize",
        description = {
            "Makes prompts, responses and judgments of a share of a run's rows.",
            "Give each machine a folder with the same sao.yaml and a different share, then merge the folders with",
            "`sao ledger merge`.",
            "With judge.kind: auto, judgments are made by `sao run` only."
        })
public final class SynthesizeCommand extends Subcommand {
    @Parameters(paramLabel = "DIR", description = "Folder with a sao.yaml.")
    private Path folder = Path.of("");

    @Option(
            names = "--share",
            required = true,
            paramLabel = "I/N",
            description = "The share and the number of shares, such as 1/2.")
    private String share = "1/1";

    @Option(names = "--force", description = "Continue where a guard would stop it.")
    private boolean force;

    @Override
    protected int execute() {
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
        PrintWriter out = out();
        try (Progress progress = new Progress(err(), false, System::nanoTime).redrawing()) {
            SharedSynthesis synthesis = new SharedSynthesis(request, ModelStore.standard(System.getenv()), progress);
            long prompts = new SignalledWork(request.command(), progress::say).run(stop -> synthesis.run(rows, stop));
            out.println("Share %s: %d prompts accepted; their responses are in %s".formatted(share, prompts, folder));
        }
        return ExitCode.DONE;
    }
}
