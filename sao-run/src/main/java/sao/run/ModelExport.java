package sao.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.export.Conversion;
import sao.export.ExportRequest;
import sao.export.GgufExport;
import sao.export.ModelCard;
import sao.file.DurableFile;
import sao.gguf.WeightType;
import sao.ledger.LedgerReader;
import sao.model.ModelSource;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.rounding.NearestWeights;
import sao.rounding.WeightMovement;
import sao.safetensors.ShardedSafetensors;
import sao.settings.RunSettings;
import sao.summarizer.KeptRound;
import sao.token.TokenIds;
import sao.trainstage.TrainStage;
import sao.workspace.RunFolder;

/// Exports the trained model of a run in a requested format.
public final class ModelExport {
    private static final int MOST_PROBES = 8;

    private ModelExport() {}

    /// Writes the resulting model of a run: that of the last round whose model won against its start model.
    ///
    /// A GGUF file is written under a temporary name and renamed after its log-probabilities on training pairs
    /// were compared with those of the run's model.
    ///
    /// @param type element type of the weights; if empty, that of the run's model
    /// @param to folder or file to write; created if it is missing
    /// @param store of catalog models
    /// @return the written folder or file, and what it keeps of the training
    /// @throws SaoException if there is no trained model yet, or the model cannot be written
    public static Written write(
            RunFolder folder, ModelFormat format, Optional<WeightType> type, Path to, ModelStore store) {
        int round;
        List<TokenIds> probes;
        try (LedgerReader reader = LedgerReader.open(folder.path())) {
            round = KeptRound.of(reader);
            probes = probes(reader.round(round).pairList());
        }
        Path model = folder.model(round);
        if (!Files.isRegularFile(model.resolve("config.json"))) {
            throw new SaoException(
                    "%s has no trained model yet.".formatted(folder),
                    "Finish the run: sao run --run %s".formatted(folder));
        }
        if (format == ModelFormat.HF && type.isEmpty()) {
            return new Written(copyFolder(model, to), Optional.empty());
        }
        try (ModelSource source = ModelSource.open(model)) {
            WeightType chosen = type.orElseGet(() -> Conversion.ownType(source));
            if (format == ModelFormat.HF) {
                Conversion.write(source, format, chosen, to);
            } else {
                GgufExport.write(request(folder, source, chosen, probes), to);
            }
            return new Written(
                    to, Optional.of(movement(folder, source, new StoredTypes(format, chosen, source.config()), store)));
        }
    }

    /// An exported model.
    ///
    /// @param path folder or file
    /// @param movement of the weights in the training, and the share of it that the export keeps; empty if the
    ///     trained weights were copied
    public record Written(Path path, Optional<WeightMovement> movement) {}

    private static WeightMovement movement(
            RunFolder folder, ModelSource trained, StoredTypes stored, ModelStore store) {
        Path model = ModelLocation.resolve(folder.readSettings().model(), store, _ -> {});
        ScalarType arithmetic = Conversion.ownType(trained) == WeightType.BF16 ? ScalarType.BFloat16 : ScalarType.Float;
        try (ModelSource start = ModelSource.open(model)) {
            Map<String, long[]> shapes = trained.config().parameterShapes();
            return WeightMovement.of(
                    shapes.keySet(),
                    new NearestWeights(start.weights(), arithmetic),
                    trained.weights(),
                    (name, values) -> stored.of(name, Objects.requireNonNull(shapes.get(name)))
                            .rounded(values));
        }
    }

    /// {@return sequences on which a file is compared with the model: the first prompts with their chosen
    /// answers}
    private static List<TokenIds> probes(List<PreferencePair> pairs) {
        return pairs.stream()
                .limit(MOST_PROBES)
                .map(pair -> pair.promptTokens()
                        .orElseThrow()
                        .then(pair.chosen().tokens().orElseThrow()))
                .toList();
    }

    private static ExportRequest request(RunFolder folder, ModelSource source, WeightType type, List<TokenIds> probes) {
        RunSettings settings = folder.readSettings();
        return new ExportRequest(
                source,
                () -> ShardedSafetensors.open(source.path()),
                source.weights().fingerprint(),
                type,
                new ModelCard(
                        folder.name(), settings.model(), "other", TrainStage.pairs(settings), new LinkedHashMap<>()),
                probes,
                settings.engine().threadCount());
    }

    /// Copies the files of a folder.
    ///
    /// @param to target folder; created if it is missing
    /// @return the target folder
    private static Path copyFolder(Path model, Path to) {
        try (Stream<Path> files = Files.list(model)) {
            Files.createDirectories(to);
            for (Path file : files.sorted().toList()) {
                copy(file, to.resolve(file.getFileName().toString()));
            }
            return to;
        } catch (IOException e) {
            throw new SaoException(
                    "The model cannot be copied to %s: %s".formatted(to, e),
                    "Check the disk and the rights on the folder, then export again.",
                    e);
        }
    }

    private static void copy(Path from, Path to) {
        DurableFile.write(to, temporary -> Files.copy(from, temporary));
    }
}
