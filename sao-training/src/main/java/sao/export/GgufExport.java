package sao.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sao.file.DurableFile;
import sao.modelfile.GgufModelFile;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.weights.WeightSource;

/// Writes a trained model as the file that llama.cpp loads, and compares what is on disk with what was
/// trained before the file gets its name.
public final class GgufExport {
    private GgufExport() {}

    /// Writes and verifies. The model's card has no place in the file but its name.
    ///
    /// @param file that appears, its name ending in `.gguf`
    /// @return where it is and how near it is to the trained model, whose weights are rounded as the file's
    /// @throws sao.error.SaoException if it cannot be written, or if what was written is not the model that was
    ///     trained; nothing appears then
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
