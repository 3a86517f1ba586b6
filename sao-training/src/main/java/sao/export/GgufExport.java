package sao.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sao.file.DurableFile;
import sao.modelfile.GgufModelFile;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.weights.WeightSource;

/// Writes a trained model as the file that llama.cpp loads. The written file is compared with the trained
/// weights before it receives its final name.
public final class GgufExport {
    private GgufExport() {}

    /// Writes and verifies. Of the model card, the file contains only the name.
    ///
    /// @param file to be created; its name ends in `.gguf`
    /// @return the file, and the difference of its log-probabilities from those of the trained model with
    ///     weights rounded to the file's type
    /// @throws sao.error.SaoException if it cannot be written, or if the written model differs from the
    ///     trained one; no file is created then
    public static ExportResult write(ExportRequest request, Path file) {
        StoredTypes stored = new StoredTypes(
                ModelFormat.GGUF, request.type(), request.source().config());
        List<ExportResult> results = new ArrayList<>();
        DurableFile.create(file, unverified -> {
            try (WeightSource trained = request.weights().get()) {
                GgufModelFile.write(
                        request.source(), trained, stored, request.card().name(), unverified);
            }
            results.add(ExportCheck.verify(request, stored, unverified, file));
        });
        return results.getFirst();
    }
}
