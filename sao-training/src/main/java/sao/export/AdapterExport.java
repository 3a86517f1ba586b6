package sao.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import sao.adapter.AdapterFolder;
import sao.adapter.AdapterShapes;
import sao.adapter.LoraSettings;
import sao.checkpoint.TrainedWeights;
import sao.gguf.WeightType;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.token.LogProbabilities;
import sao.weights.WeightSource;

/// Writes a trained adapter as the folder that PEFT loads. The written files are compared with the trained
/// weights before the folder receives its final name.
public final class AdapterExport {
    private static final String TEXT_PART =
            "The adapter belongs to the text part of a model that also sees pictures. Other"
                    + " programs load it on the text model that `sao convert` writes of that base.";

    private AdapterExport() {}

    /// Writes and verifies.
    ///
    /// @param request the export; its weights are those of the model with the adapter merged
    /// @param lora settings of the adapter
    /// @param weights that the training left
    /// @param folder to be created; an older export there is replaced
    /// @return the folder, and the difference of its log-probabilities from those of the trained model
    /// @throws sao.error.SaoException if it cannot be written, or if the written adapter differs from the
    ///     trained one; no folder is created then
    public static ExportResult write(ExportRequest request, LoraSettings lora, TrainedWeights weights, Path folder) {
        AdapterShapes shapes = new AdapterShapes(request.source().config(), lora);
        WeightSource base = request.source().weights();
        List<ExportResult> results = new ArrayList<>();
        HuggingFaceExport.FORMAT.write(folder, temporary -> {
            try (WeightSource adapter = weights.trained()) {
                AdapterFolder.write(
                        shapes, adapter, new AdapterFolder.Base(request.card().base(), base.fingerprint()), temporary);
            }
            Files.writeString(temporary.resolve("README.md"), request.readme(TEXT_PART));
            ExportResult result = verify(request, () -> weights.merged(lora), temporary, folder);
            results.add(result);
            return HuggingFaceExport.describe(request, result);
        });
        return results.getFirst();
    }

    /// {@return whether a folder holds the adapter of the same weights}
    ///
    /// @param weights as in [ExportRequest#identity]
    public static boolean isWritten(Path folder, String weights) {
        return Files.isRegularFile(folder.resolve(AdapterFolder.CONFIG)) && HuggingFaceExport.isOf(folder, weights);
    }

    private static ExportResult verify(ExportRequest request, Supplier<WeightSource> merged, Path written, Path named) {
        StoredTypes exact =
                new StoredTypes(ModelFormat.HF, WeightType.F32, request.source().config());
        var config = request.source().config();
        List<LogProbabilities> expected =
                new ExpectedScores(config, merged, exact, request.threads()).score(request.probes());
        List<LogProbabilities> found = new ExpectedScores(
                        config,
                        () -> AdapterFolder.merge(
                                written, config, request.source().weights()),
                        exact,
                        request.threads())
                .score(request.probes());
        return ExportCheck.compare(expected, found, named);
    }
}
