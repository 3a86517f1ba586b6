package sao.datacommand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.command.ExitCode;
import sao.command.SignalledWork;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.ingest.PreferenceFile;
import sao.pairtraining.GivenPairs;
import sao.pairtraining.PairTraining;
import sao.pairtraining.PairTrainingRequest;
import sao.settings.RunSettings;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// The command `sao train`: trains a model on a file of pairs.
@Command(
        name = "train",
        description = {
            "Trains a model on a file of preference pairs in TRL's format, outside a run.",
            "The model folder is written at the end; checkpoints are in DIR.training. The same command again continues",
            "an interrupted training."
        })
public final class TrainCommand extends Subcommand {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = {
                "JSON lines (.jsonl) or Parquet (.parquet) with chosen and rejected, and with prompt unless both",
                "answers begin with it: lists of messages, or plain texts, to which no chat template is applied."
            })
    private Path pairs = Path.of("");

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = {
                "Pairs on which the training is measured, in a format of --pairs; all of --pairs are trained then.",
                "Without it, evaluate.pairs holds out a share of --pairs."
            })
    private @Nullable Path heldOut;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the trained model.")
    private @Nullable Path out;

    @Option(
            names = "--show-pair",
            description = "Print the tokens of the first pair and which of them are trained; train nothing.")
    private boolean showPair;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "One setting of train, engine, seed or evaluate.pairs by its path, such as train.epochs=2; may be repeated.")
    private List<String> assignments = List.of();

    @Option(names = "--json", description = "Print one JSON object a line for each step.")
    private boolean json;

    @Override
    protected int execute() {
        RunSettings.TrainingOnly settings = SettingsReader.readTuning(
                assignments.stream().map(SettingsLayer::assignment).toList());
        TrainLines lines = new TrainLines(out(), err(), json);
        Path files = ModelLocation.resolve(model, ModelStore.standard(System.getenv()), lines::say);
        if (showPair) {
            PairTrainingRequest request =
                    new PairTrainingRequest(model, files, this::given, Path.of("not-written"), settings);
            new PairTraining(request, lines, () -> false).showPair().forEach(out()::println);
            return ExitCode.DONE;
        }
        if (out == null) {
            throw new UsageException("The folder of the trained model is missing.", "Give --out DIR.");
        }
        PairTrainingRequest request = new PairTrainingRequest(model, files, this::given, out, settings);
        return new SignalledWork(line(out), lines::say).run(stop -> {
            new PairTraining(request, lines, stop::isRequested).run();
            return ExitCode.DONE;
        });
    }

    private GivenPairs given() {
        PreferenceFile file = PreferenceFile.read(pairs);
        Optional<PreferenceFile> measured = Optional.ofNullable(heldOut).map(PreferenceFile::read);
        return new GivenPairs(
                file.rows(),
                measured.map(PreferenceFile::rows),
                file.severalTurns() + measured.map(PreferenceFile::severalTurns).orElse(0));
    }

    /// {@return the command that continues the training}
    private String line(Path out) {
        List<String> words = new ArrayList<>(
                List.of("sao train", "--model", model, "--pairs", pairs.toString(), "--out", out.toString()));
        if (heldOut != null) {
            words.addAll(List.of("--held-out", heldOut.toString()));
        }
        assignments.forEach(text -> words.addAll(List.of("--set", text)));
        if (json) {
            words.add("--json");
        }
        return String.join(" ", words);
    }
}
