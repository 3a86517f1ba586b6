package sao.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.architecture.Precision;
import sao.domain.LogProbabilities;
import sao.domain.SaoException;
import sao.generation.EngineChatModel;
import sao.generation.EngineSettings;
import sao.generation.ModelSource;
import sao.training.DurableFolder;
import sao.weights.ElementType;
import sao.weights.SafetensorsFile;
import sao.weights.SafetensorsWriter;

/// Writes a trained model as the folder that transformers loads, and compares what is on disk with what was
/// trained before the folder gets its name.
public final class HuggingFaceExport {
    private static final DurableFolder KIND = new DurableFolder("sao-export.json", "sao-export", 1);
    private static final String WEIGHTS = "model.safetensors";
    private static final double TOLERANCE = 1e-3;

    private HuggingFaceExport() {}

    /// Writes and verifies.
    ///
    /// @param folder that appears; an older export there is replaced
    /// @return where it is and how near it is to the trained model
    /// @throws SaoException if it cannot be written, or if what was written is not the model that was
    ///     trained; nothing appears then
    public static ExportResult write(ExportRequest request, Path folder) {
        List<ExportResult> results = new ArrayList<>();
        KIND.write(folder, unfinished -> {
            writeFiles(request, unfinished);
            ExportResult result = verify(request, unfinished, folder);
            results.add(result);
            return describe(request, result);
        });
        return results.getFirst();
    }

    /// Refuses a place where something else is, before anything is trained for it.
    ///
    /// @throws SaoException if so
    public static void refuseForeign(Path folder) {
        KIND.refuseForeign(folder);
    }

    private static void writeFiles(ExportRequest request, Path folder) throws IOException {
        writeWeights(request, folder.resolve(WEIGHTS));
        ConfigFile.write(request.source(), request.type(), folder);
        TokenizerFiles.write(request.source(), folder);
        Files.writeString(folder.resolve("README.md"), request.card().markdown());
    }

    private static void writeWeights(ExportRequest request, Path file) {
        try (SafetensorsFile trained = SafetensorsFile.open(request.weights())) {
            SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
            // the model's own list: a tied head is not in it
            for (String name : request.source().config().parameterShapes().keySet()) {
                ElementType type = request.type();
                writer.add(name, type, trained.shape(name), () -> trained.read(name));
            }
            writer.write(file);
        }
    }

    private static ExportResult verify(ExportRequest request, Path written, Path folder) {
        List<LogProbabilities> expected = new TrainedModel(
                        request.source().config(), request.weights(), request.type(), request.threads())
                .score(request.probes());
        EngineSettings settings = EngineSettings.defaults()
                .withPrecision(Precision.FLOAT32)
                .forLatency(request.threads())
                .withSlots(1);
        try (EngineChatModel model = EngineChatModel.open(written, settings)) {
            verifyText(request.source(), model.source());
            return compare(expected, model.scoreTokens(request.probes()), folder);
        }
    }

    private static void verifyText(ModelSource source, ModelSource written) {
        if (!written.config().equals(source.config())) {
            throw wrong("its shape is %s, but %s was trained".formatted(written.config(), source.config()));
        }
        if (!written.tokenizer().fingerprint().equals(source.tokenizer().fingerprint())) {
            throw wrong("its tokenizer is another than the trained model's");
        }
        if (!written.tokenizerConfig()
                .chatTemplate()
                .equals(source.tokenizerConfig().chatTemplate())) {
            throw wrong("its chat template is another than the trained model's");
        }
        if (!written.endOfTurn().equals(source.endOfTurn())) {
            throw wrong("its turns end with %s, but the trained model's with %s"
                    .formatted(written.endOfTurn(), source.endOfTurn()));
        }
    }

    /// {@return how near two scorings of the same sequences are}
    ///
    /// @throws SaoException if a token is beyond the tolerance
    static ExportResult compare(List<LogProbabilities> expected, List<LogProbabilities> found, Path folder) {
        double sum = 0;
        double worst = 0;
        long tokens = 0;
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).size(); j++) {
                double difference =
                        Math.abs(expected.get(i).get(j) - found.get(i).get(j));
                sum += difference;
                worst = difference <= worst ? worst : difference; // NaN is the worst
                tokens++;
            }
        }
        if (!(worst <= TOLERANCE)) {
            throw wrong(String.format(
                    Locale.ROOT,
                    "the log-probability of a token differs by %.6f nats from the trained model's, more than %s",
                    worst,
                    TOLERANCE));
        }
        return new ExportResult(folder, expected.size(), sum / tokens, worst);
    }

    private static SaoException wrong(String what) {
        return new SaoException(
                "The export was written but is not the model that was trained: %s. It was not given its name."
                        .formatted(what),
                "Run the export again; if it fails again, keep the checkpoint and report this sentence.");
    }

    private static ObjectNode describe(ExportRequest request, ExportResult result) {
        ObjectNode description = new JsonMapper().createObjectNode();
        description.put("type", request.type().name());
        description
                .putObject("verified")
                .put("probes", result.probes())
                .put("mean_difference", result.meanDifference())
                .put("worst_difference", result.worstDifference());
        return description;
    }
}
