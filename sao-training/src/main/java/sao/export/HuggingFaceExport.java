package sao.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.checkpoint.ManifestFolder;
import sao.modelfile.HuggingFaceFolder;
import sao.modelfile.ModelFormat;
import sao.modelfile.StoredTypes;
import sao.weights.WeightSource;

/// Writes a trained model as the folder that transformers loads. The written files are compared with the
/// trained weights before the folder receives its final name.
public final class HuggingFaceExport {
    static final ManifestFolder FORMAT = new ManifestFolder("sao-export.json", "sao-export", 1);

    private static final String TEXT_PART =
            "It is a text model, made of the text part of a model that also sees pictures: the other parts were not read.";

    private HuggingFaceExport() {}

    /// Writes and verifies.
    ///
    /// @param folder to be created; an older export there is replaced
    /// @return the folder, and the difference of its log-probabilities from those of the trained model
    /// @throws sao.error.SaoException if it cannot be written, or if the written model differs from the
    ///     trained one; no folder is created then
    public static ExportResult write(ExportRequest request, Path folder) {
        StoredTypes stored =
                new StoredTypes(ModelFormat.HF, request.type(), request.source().config());
        List<ExportResult> results = new ArrayList<>();
        FORMAT.write(folder, temporary -> {
            try (WeightSource trained = request.weights().get()) {
                HuggingFaceFolder.write(request.source(), trained, request.type(), temporary);
            }
            Files.writeString(temporary.resolve("README.md"), request.readme(TEXT_PART));
            ExportResult result = ExportCheck.verify(request, stored, temporary, folder);
            results.add(result);
            return describe(request, result);
        });
        return results.getFirst();
    }

    /// Refuses a path that holds anything but an earlier export, so that the error occurs before the
    /// training.
    ///
    /// @throws sao.error.SaoException if the path holds anything else
    public static void refuseForeign(Path folder) {
        FORMAT.refuseForeign(folder);
    }

    /// {@return the verification of a folder that was written for the same weights; empty if it was written
    /// for others or lacks its configuration}
    ///
    /// @param weights as in [ExportRequest#identity]
    public static Optional<ExportResult> written(Path folder, String weights) {
        JsonNode verified = FORMAT.unchecked(folder).path("verified");
        if (!Files.isRegularFile(folder.resolve("config.json")) || !isOf(folder, weights)) {
            return Optional.empty();
        }
        return Optional.of(new ExportResult(
                folder,
                verified.path("probes").asInt(),
                verified.path("mean_difference").asDouble(),
                verified.path("worst_difference").asDouble()));
    }

    static boolean isOf(Path folder, String weights) {
        return FORMAT.unchecked(folder).path("weights").asText().equals(weights);
    }

    static ObjectNode describe(ExportRequest request, ExportResult result) {
        ObjectNode description = new JsonMapper().createObjectNode();
        description.put("type", request.type().name());
        description.put("weights", request.identity());
        description
                .putObject("verified")
                .put("probes", result.probes())
                .put("mean_difference", result.meanDifference())
                .put("worst_difference", result.worstDifference());
        return description;
    }
}
