package sao.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sao.adapter.AdapterFolder;
import sao.adapter.AdapterShapes;
import sao.adapter.LoraSettings;
import sao.checkpoint.TrainedWeights;
import sao.gguf.WeightType;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.token.LogProbabilities;
import sao.weights.WeightSource;

/// Writes a trained adapter as the folder that PEFT loads, and compares what is on disk with what was
/// trained before the folder gets its name.
public final class AdapterExport {
    private static final String TEXT_PART =
            "The adapter belongs to the text part of a model that also sees pictures. Other"
                    + " programs load it on the text model that `sao convert` writes of that base.";

    private AdapterExport() {}

    /// Writes and verifies.
    ///
    /// @param request whose weights are those of the model with the adapter merged
    /// @param lora how the adapter was made
    /// @param checkpoint of its training
    /// @param folder that appears; an older export there is replaced
    /// @return where it is and how near the model with it is to the trained one
    /// @throws sao.error.SaoException if it cannot be written, or if what was written is not the adapter that
    ///     was trained; nothing appears then
    public static ExportResult write(ExportRequest request, LoraSettings lora, Path checkpoint, Path folder) {
        AdapterShapes shapes = new AdapterShapes(request.source().config(), lora);
        WeightSource base = request.source().weights();
        List<ExportResult> results = new ArrayList<>();
        HuggingFaceExport.FORMAT.write(folder, temporary -> {
            try (WeightSource adapter = TrainedWeights.open(checkpoint)) {
                AdapterFolder.write(
                        shapes, adapter, new AdapterFolder.Base(request.card().base(), base.fingerprint()), temporary);
            }
            Files.writeString(temporary.resolve("README.md"), request.readme(TEXT_PART));
            ExportResult result = verify(request, temporary, folder);
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

    private static ExportResult verify(ExportRequest request, Path written, Path named) {
        StoredTypes exact =
                new StoredTypes(ModelFormat.HF, WeightType.F32, request.source().config());
        var config = request.source().config();
        List<LogProbabilities> expected =
                new ExpectedScores(config, request.weights(), exact, request.threads()).score(request.probes());
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
