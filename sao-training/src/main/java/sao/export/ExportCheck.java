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

/// Compares what is on disk with what was trained, by log-probabilities of real sequences.
final class ExportCheck {
    private static final double TOLERANCE = 1e-3;

    private ExportCheck() {}

    /// Opens what was written and scores the probes with it.
    ///
    /// @param stored in which types it was written
    /// @param written where it lies now
    /// @param named its final path
    /// @return how near it is to the trained model
    /// @throws sao.error.SaoException if it is another model
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

    /// {@return how near two scorings of the same sequences are}
    ///
    /// @throws sao.error.SaoException if a token is beyond the tolerance
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
