package sao.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import sao.architecture.Precision;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.modelfile.ModelComparison;
import sao.modelfile.StoredTypes;
import sao.token.LogProbabilities;

/// Compares a written model with the trained one, by the log-probabilities of real sequences.
final class ExportCheck {
    private static final double TOLERANCE = 1e-3;

    private ExportCheck() {}

    /// Opens the written model and scores the probes with it.
    ///
    /// @param stored the types in which the weights were written
    /// @param written its present path
    /// @param named its final path
    /// @return the differences from the trained model
    /// @throws sao.error.SaoException if a difference is beyond the tolerance
    static ExportResult verify(ExportRequest request, StoredTypes stored, Path written, Path named) {
        List<LogProbabilities> expected = new ExpectedScores(
                        request.source().config(), request.weights(), stored, request.threads())
                .score(request.probes());
        EngineOptions settings = EngineOptions.defaults()
                .withPrecision(Precision.FLOAT32)
                .forLatency(request.threads())
                .withSlots(1);
        try (EngineChatModel model = EngineChatModel.open(written, settings)) {
            ModelComparison.requireSame(request.source(), model.source());
            return compare(expected, model.scoreTokens(request.probes()), named);
        }
    }

    /// {@return the differences of two scorings of the same sequences}
    ///
    /// @throws sao.error.SaoException if the difference of a token is beyond the tolerance
    static ExportResult compare(List<LogProbabilities> expected, List<LogProbabilities> found, Path path) {
        double sum = 0;
        double worst = 0;
        long tokens = 0;
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).size(); j++) {
                double difference =
                        Math.abs(expected.get(i).get(j) - found.get(i).get(j));
                sum += difference;
                worst = Math.max(worst, difference); // NaN stays
                tokens++;
            }
        }
        if (!(worst <= TOLERANCE)) {
            throw ModelComparison.differs(String.format(
                    Locale.ROOT,
                    "the log-probability of a token differs by %.6f nats from the original's, more than %s",
                    worst,
                    TOLERANCE));
        }
        return new ExportResult(path, expected.size(), sum / tokens, worst);
    }
}
